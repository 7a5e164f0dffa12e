/** What the filter offers. The server records more kinds in time: those are found by text. */
export const acts = [
  "access.refused",
  "accounts.open",
  "audit.export",
  "grants.assign",
  "ownership.transfer",
  "places.create",
  "places.rename",
  "plan.change",
  "roles.assign",
  "seats.change",
  "signin.failed",
  "signin.in",
  "users.accept",
  "users.delete",
  "users.edit",
  "users.email",
  "users.end_entries",
  "users.erase",
  "users.exists",
  "users.invite",
  "users.leave",
  "users.resend",
  "users.reset",
  "users.restore",
  "users.resume",
  "users.suspend",
] as const;

/** What happens to the account as a whole: nobody finds it who reads the log of some places. */
export const ofTheAccount: readonly string[] = [
  "accounts.open",
  "audit.export",
  "ownership.transfer",
  "plan.change",
  "seats.change",
];
