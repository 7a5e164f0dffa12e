// An export comes in pieces; the browser puts them together into one file.
import { nextPiece, pieces, save } from "$lib/download";
import { exportUrl, type AuditFilter } from "./api";

interface ChainPage {
  items: unknown[];
  next?: number;
  checkpoint?: unknown;
}

/** Undefined where it was saved; else what the server answered. */
export async function download(
  account: string,
  format: "csv" | "ndjson" | "chain",
  filter: AuditFilter,
): Promise<{ status: number; request: string } | undefined> {
  try {
    if (format === "chain") {
      const url = `/v1/accounts/${account}/audit/chain?limit=2000`;
      const page = (text: string) => JSON.parse(text) as ChainPage;
      const lines = await pieces(
        url,
        (_, text) => page(text).next?.toString() ?? null,
        (text) => {
          const { items, checkpoint } = page(text);
          const all = checkpoint ? [...items, { checkpoint }] : items;
          return all.map((line) => `${JSON.stringify(line)}\n`).join("");
        },
      );
      if (!Array.isArray(lines)) return lines;
      save(lines, `audit-chain-${account}.ndjson`, "application/x-ndjson");
      return undefined;
    }
    const parts = await pieces(
      exportUrl(account, format, filter),
      nextPiece,
      (text) => text,
    );
    if (!Array.isArray(parts)) return parts;
    save(parts, `audit-${account}.${format}`, format === "csv" ? "text/csv" : "application/x-ndjson");
    return undefined;
  } catch {
    return { status: 0, request: "" };
  }
}
