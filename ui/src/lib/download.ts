// A long file comes in pieces (the header Usher-Next says where the next begins); the browser puts
// them together into one.

/** More than this belongs to the API or the command line. */
const mostBytes = 200 * 1024 * 1024;

export async function pieces(
  url: string,
  nextOf: (answer: Response, text: string) => string | null,
  each: (text: string) => BlobPart,
) {
  const parts: BlobPart[] = [];
  let bytes = 0;
  let after: string | null = null;
  do {
    const asked: string = url + (after ? `&after=${encodeURIComponent(after)}` : "");
    const answer = await fetch(asked);
    if (!answer.ok) {
      return { status: answer.status, request: answer.headers.get("x-request-id") ?? "" };
    }
    const text = await answer.text();
    bytes += text.length;
    parts.push(each(text));
    after = nextOf(answer, text);
  } while (after && bytes < mostBytes);
  return parts;
}

export function save(parts: BlobPart[], name: string, type: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Where the next piece begins, as most of them say it. */
export const nextPiece = (answer: Response) => answer.headers.get("usher-next");
