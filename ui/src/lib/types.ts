// The shapes that the API speaks, by their names there.
import type { components } from "./api";

type Schemas = components["schemas"];
export type Me = Schemas["Me"];
export type AccountView = Schemas["AccountView"];
export type RoleInfo = Schemas["RoleInfo"];
export type User = Schemas["User"];
export type UserPage = Schemas["UserPage"];
export type RoleChoice = Schemas["RoleChoice"];
export type Invited = Schemas["Invited"];
export type Seats = Schemas["Seats"];
export type JoinView = Schemas["InvitationView"];
export type AccountRow = Schemas["AccountSummary"];
export type AuditEvent = Schemas["AuditEvent"];
export type Problem = Schemas["Problem"];
