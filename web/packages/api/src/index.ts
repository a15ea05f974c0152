// The contract as TypeScript: typed calls, results, problems.
export {type Result, asked, clientOf, newIdempotencyKey, settings} from './client';
export {type Problem, UNREACHABLE, errorAt, isSessionEnded, isUnreachable, unreachable} from './problem';
