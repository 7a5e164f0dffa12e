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
export const operator = "operator@usher.example";
