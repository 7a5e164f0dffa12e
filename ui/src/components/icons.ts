// The icons of the pages behind sign-in: 17 px box, 1.5 px stroke.
export const icons = {
  users: "M6.5 8a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5ZM1.5 14.5v-.7A3.3 3.3 0 0 1 4.8 10.5h3.4a3.3 3.3 0 0 1 3.3 3.3v.7M11.3 2.7a2.75 2.75 0 0 1 0 5.2M13 10.7a3.3 3.3 0 0 1 2.5 3.2v.6",
  card: "M2 3.5h13v10H2zM2 7h13",
  list: "M2.5 4h12M2.5 8.5h12M2.5 13h8",
  lock: "M3.5 7.5h10v7h-10zM5.5 7.5V5a3 3 0 0 1 6 0v2.5",
  key: "M5.5 11.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM8.5 8.5h7v3M12.5 8.5v2.5",
  search: "M7.3 12.3a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM11 11l4 4",
  menu: "M2.5 4.5h12M2.5 8.5h12M2.5 12.5h12",
  mail: "M2 3.5h13v10H2zM2.5 4l6 5 6-5",
  out: "M6.5 2.5h-4v12h4M10.5 5l3.5 3.5-3.5 3.5M14 8.5H6.5",
  building: "M3 14.5v-12h7v12M10 6.5h4v8M1.5 14.5h14M5.5 5.5h2M5.5 8.5h2M5.5 11.5h2",
} as const;
