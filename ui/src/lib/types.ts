// The shapes that the API speaks, by their names there.
import type { components } from "./api";

type Schemas = components["schemas"];
export type Me = Schemas["Me"];
export type AccountRef = Schemas["AccountRef"];
export type AccountView = Schemas["AccountView"];
export type RoleView = Schemas["RoleView"];
export type User = Schemas["User"];
export type UserList = Schemas["UserList"];
export type RoleChoice = Schemas["RoleChoice"];
export type Invited = Schemas["Invited"];
export type Seats = Schemas["Seats"];
export type JoinView = Schemas["JoinView"];
export type AccountRow = Schemas["AccountRow"];
export type AuditEvent = Schemas["AuditEvent"];
export type Problem = Schemas["Problem"];
