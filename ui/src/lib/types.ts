// The shapes that the API speaks, by their names there; sharper where its description leaves a
// part open ("any JSON").
import type { components } from "./api";

type Schemas = components["schemas"];

export type AccountView = Omit<Schemas["AccountView"], "can" | "words"> & {
  /** Each act that one holds: everywhere, or at these places and all below them. */
  can: Record<string, "all" | string[]>;
  /** The product's own words: location is "site". */
  words: Record<string, string>;
};
export type Me = Omit<Schemas["Me"], "account"> & { account?: AccountView };
export type RoleInfo = Schemas["RoleInfo"];
export type User = Omit<Schemas["User"], "fields"> & { fields: Record<string, string> };
export type UserPage = Omit<Schemas["UserPage"], "items"> & { items: User[] };
export type RoleChoice = Schemas["RoleChoice"];
export type LevelChoice = Schemas["LevelChoice"];
export type GrantChoice = Schemas["GrantChoice"];
export type ResourceRef = Schemas["ResourceRef"];
export type BulkJob = Schemas["BulkJob"];
export type JobProgress = Schemas["JobProgress"];
export type BulkRow = Schemas["BulkRow"];
export type Invited = Schemas["Invited"];
export type Seats = Schemas["Seats"];
export type JoinView = Schemas["InvitationView"];
export type AccountRow = Schemas["AccountSummary"];
export type AuditEvent = Schemas["AuditEvent"];
export type Ownership = Schemas["Ownership"];
export type Ending = Schemas["Ending"];
export type Plan = Schemas["Plan"];
export type SeatsEvent = Omit<Schemas["SeatsEvent"], "details"> & {
  details: {
    plan?: string;
    before?: { plan?: string; bought?: number | "unlimited" };
    after?: { plan?: string; bought?: number | "unlimited" };
  };
};
export type SeatsHistory = Omit<Schemas["SeatsHistory"], "items"> & { items: SeatsEvent[] };
export type AccountDetail = Schemas["AccountDetail"];
export type InstanceJob = Schemas["InstanceJob"];
export type KeyRow = Schemas["ProductKeySummary"];
export type ServiceUser = Schemas["ServiceUser"];
export type ApiKey = Schemas["ApiKey"];
export type Permission = Schemas["ServicePermission"];
export type BlueprintName = Schemas["BlueprintName"];
export type Problem = Schemas["Problem"];
