import type { sv } from './sv.ts';

export const en: typeof sv = {
  title: 'Sign in',
  lead: 'Here the leadership groups write their analyses together, so that every action can be followed back to its result.',
  chain: ['Result', 'Cause', 'Conclusion', 'Action', 'Effect'],
  chainLabel: 'The chain from result to effect',
  ended: 'You have been signed out. Sign in again to go on where you were.',
  email: 'E-mail',
  password: 'Password',
  submit: 'Sign in',
  emailError: 'Write your e-mail address.',
  passwordError: 'Write your password.',
  wrong: 'The e-mail or the password is not right. Check the spelling and try again.',
  tooMany: (seconds) =>
    seconds === null
      ? 'Too many attempts. Wait a minute and try again.'
      : `Too many attempts. Wait ${seconds} seconds and try again.`,
  demo: {
    title: 'Demo accounts',
    text: 'Choose an account to fill in its details. The password is the same for all.',
    filled: (name) => `The details of ${name} are filled in.`,
  },
  archive: 'Read what is published',
};
