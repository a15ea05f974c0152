// What went wrong, in the one form that screens know: the contract's problem document, or the network's silence.
import type {components} from '../generated/wallet';

type Wire = components['schemas']['Problem'];

export interface Problem extends Omit<Wire, 'type'> {
  /** From Retry-After: how long to wait before the next try. */
  retryAfterSeconds?: number;
}

/** No answer came: nothing is known of what the server did; the same request may be sent again with the same key. */
export const UNREACHABLE = 'unreachable';

export function isUnreachable(problem: Problem): boolean {
  return problem.code === UNREACHABLE || problem.status === 502 || problem.status === 503 || problem.status === 504;
}
export function isSessionEnded(problem: Problem): boolean {
  return problem.status === 401;
}

export function unreachable(): Problem {
  return {status: 0, code: UNREACHABLE, title: ''}; // its words stand in the catalogue: ui.unreachable
}

/** Never throws: an answer that is no problem document (a proxy's page) becomes one by its status. */
export async function readProblem(response: Response, body: unknown): Promise<Problem> {
  const wait = Number(response.headers.get('retry-after'));
  const extra = Number.isFinite(wait) && wait > 0 ? {retryAfterSeconds: wait} : {};
  if (body && typeof body === 'object' && 'code' in body && 'title' in body) {
    return {...(body as Wire), ...extra};
  }
  return {status: response.status, code: 'unknown_answer', title: '', ...extra};
}

/** The message for the field at `pointer` ("/goods"), or at something inside it ("/goods/3/pieces"). */
export function errorAt(problem: Problem | undefined, pointer: string): string | undefined {
  const found = problem?.errors?.find((e) => e.pointer === pointer || e.pointer.startsWith(`${pointer}/`));
  return found?.detail;
}
