import { answer, api } from "$lib/client";

export function listKeys(after: string | undefined, signal: AbortSignal) {
  return answer(
    api.GET("/v1/product-keys", { params: { query: after ? { after } : {} }, signal }),
  );
}

export function makeKey(blueprint: string, name: string) {
  return answer(api.POST("/v1/product-keys", { body: { blueprint, name } }));
}

export function endKey(key: string) {
  return answer(api.DELETE("/v1/product-keys/{key}", { params: { path: { key } } }));
}

export function readProducts(signal: AbortSignal) {
  return answer(api.GET("/v1/blueprints", { signal }));
}
