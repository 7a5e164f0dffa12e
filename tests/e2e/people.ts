// Who is who in the demo accounts.
export const stamps = {
  users: "/a/stamps-demo/users",
  owner: "ada@stamps.example",
  manager: "max@stamps.example",
  plain: "ulf@stamps.example",
};
export const sendpro = {
  users: "/a/sendpro-demo/users",
  owner: "rui@sendpro.example",
  local: "lin@sendpro.example",
  plain: "uli@sendpro.example",
};
export const postmark = {
  users: "/a/postmark-demo/users",
  owner: "olga@postmark.example",
  admin: "ann@postmark.example",
  plain: "tim@postmark.example",
};
export const pitneyship = {
  users: "/a/pitneyship-demo/users",
  owner: "eve@pitneyship.example",
  division: "dora@pitneyship.example",
  local: "lea@pitneyship.example",
  plain: "sam@pitneyship.example",
};
export const connect = {
  users: "/a/connect-demo/users",
  owner: "sue@connect.example",
};
/** A plan of one user. */
export const single = { users: "/a/single-demo/users", owner: "iris@single.example" };
export const operator = "operator@usher.example";
