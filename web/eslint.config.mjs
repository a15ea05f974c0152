import hooks from 'eslint-plugin-react-hooks';
import a11y from 'eslint-plugin-jsx-a11y';
import ts from 'typescript-eslint';

export default [
  {ignores: ['**/generated/**', '**/dist/**', '**/node_modules/**', 'start/**']},
  ...ts.configs.recommended,
  a11y.flatConfigs.recommended,
  {
    plugins: {'react-hooks': hooks},
    rules: {
      ...hooks.configs.recommended.rules,
      // Where a screen has one field, the kit's field may take the focus; the kit says why.
      'jsx-a11y/no-autofocus': ['error', {ignoreNonDOM: true}],
      '@typescript-eslint/consistent-type-imports': ['error', {fixStyle: 'inline-type-imports'}],
      '@typescript-eslint/no-unused-vars': ['error', {argsIgnorePattern: '^_', varsIgnorePattern: '^_'}],
      'no-restricted-properties': [
        'error',
        {property: 'innerHTML', message: 'React makes elements; the policy (Trusted Types) refuses markup from text.'},
        {property: 'dangerouslySetInnerHTML', message: 'See docs/decisions: no markup from text.'},
      ],
      'max-len': ['error', {code: 140, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreUrls: true}],
      'max-lines': ['error', {max: 400}],
    },
  },
];
