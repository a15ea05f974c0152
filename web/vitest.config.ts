import {defineConfig} from 'vitest/config';

// Logic is tested here; screens are tested in a real browser (tests/e2e).
export default defineConfig({
  test: {include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts'], environment: 'node'},
});
