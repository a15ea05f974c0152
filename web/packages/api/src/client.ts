// One client for each audience of the contract. Every call answers; none throws.
import createClient, {type Client} from 'openapi-fetch';

import {type Problem, readProblem, unreachable} from './problem';

export type Result<T> = {ok: true; data: T; etag: string | undefined} | {ok: false; problem: Problem};

interface Settings {
  language: string;
  /** Called for every 401, before the call answers. */
  onSessionEnded?: (problem: Problem) => void;
}
export const settings: Settings = {language: 'en'};

const answerWithin = 20_000;

/** `paths` is the audience's generated contract. Cookies are of this origin; the language is the reader's. */
export function clientOf<Paths extends object>(audience: string): Client<Paths, `${string}/${string}`> {
  const base = `/api/${audience}/v1`;
  const client = createClient<Paths>({
    baseUrl: base,
    credentials: 'same-origin',
    // Looked up at each call, so that tests and service workers may replace it.
    fetch: (request) => fetch(request, {signal: AbortSignal.any([request.signal, AbortSignal.timeout(answerWithin)])}),
  });
  client.use({
    onRequest: ({request}) => {
      request.headers.set('Accept-Language', settings.language);
      return request;
    },
  });
  return client as Client<Paths, `${string}/${string}`>;
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** `await asked(wallet.GET('/carnets'))`: data, or the problem that screens show. */
export async function asked<T>(call: Promise<Answer<T>>): Promise<Result<T>> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch {
    return {ok: false, problem: unreachable()};
  }
  const {data, error, response} = answer;
  if (response.ok) {
    const etag = response.headers.get('etag') ?? undefined;
    return {ok: true, data: data as T, etag};
  }
  const problem = await readProblem(response, error);
  if (problem.status === 401) settings.onSessionEnded?.(problem);
  return {ok: false, problem};
}

/** One for each intent of a person: kept while the same intent is tried again, so that it happens once (X11). */
export function newIdempotencyKey(): string {
  return crypto.randomUUID();
}
