import { answer, api } from "$lib/client";

export function listJobs(
  wanted: { state: string; kind: string },
  after: string | undefined,
  signal: AbortSignal,
) {
  const { state, kind } = wanted;
  return answer(
    api.GET("/v1/jobs", {
      params: { query: { state, ...(kind ? { kind } : {}), ...(after ? { after } : {}) } },
      signal,
    }),
  );
}

export function retryJob(job: string) {
  return answer(api.POST("/v1/jobs/{job}/retry", { params: { path: { job } } }));
}

export function readHealth(signal: AbortSignal) {
  return answer(api.GET("/v1/health", { signal }));
}

export function listOperators(signal: AbortSignal) {
  return answer(api.GET("/v1/operators", { signal }));
}

export function inviteOperator(email: string) {
  return answer(api.POST("/v1/operators", { body: { email } }));
}

export function removeOperator(operator: string) {
  return answer(api.DELETE("/v1/operators/{operator}", { params: { path: { operator } } }));
}
