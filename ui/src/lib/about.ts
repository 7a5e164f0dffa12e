/** Is this the address of a request about the account of this slug? */
export function isAbout(url: string, slug: string): boolean {
  const { pathname, searchParams } = new URL(url, location.origin);
  return (/^\/v1\/accounts\/([^/]+)/.exec(pathname)?.[1] ?? searchParams.get("account")) === slug;
}
