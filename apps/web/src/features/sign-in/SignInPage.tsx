import { announce, Button, Notice, Paper, TextField, ThreadMark } from '@samsyn/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { api } from '../../api/client.ts';
import { isProblem } from '../../api/problem.ts';
import { meKey } from '../../api/queryClient.ts';
import { focusFirstMistake } from '../../app/forms.ts';
import { usePageTitle } from '../../app/usePageTitle.ts';
import { useSignInOptions } from '../../app/session.tsx';
import { useProblemText } from '../../app/useProblemText.ts';
import { useText } from '../../text/index.ts';
import { DemoAccounts } from './DemoAccounts.tsx';
import styles from './SignInPage.module.css';
import { useSignInText } from './text/index.ts';

/** Every account of the demo has it; a demo store is the only one that lists accounts here. */
const demoPassword = 'samsyn-demo';

const useSignIn = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { email: string; password: string }) => api.post('/api/auth/sign-in/email', body),
    onSuccess: () => client.refetchQueries({ queryKey: meKey }),
  });
};

const useErrorText = (): ((error: unknown) => string) => {
  const words = useSignInText();
  const problemText = useProblemText();
  return (error) => {
    if (isProblem(error, 401) || isProblem(error, 422)) return words.wrong;
    if (isProblem(error, 429)) return words.tooMany(error.retryAfter);
    return problemText(error);
  };
};

const Chain = () => {
  const words = useSignInText();
  return (
    <ol className={styles.chain} aria-label={words.chainLabel}>
      {words.chain.map((link) => (
        <li key={link}>{link}</li>
      ))}
    </ol>
  );
};

const SignInForm = ({ hasEnded }: { hasEnded: boolean }) => {
  const words = useSignInText();
  const errorText = useErrorText();
  const signIn = useSignIn();
  const options = useSignInOptions();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const submitButton = useRef<HTMLButtonElement>(null);

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setTried(true);
    focusFirstMistake(event.currentTarget);
    if (email.trim() !== '' && password !== '') signIn.mutate({ email: email.trim(), password });
  };

  return (
    <Paper>
      <form className={styles.form} onSubmit={submit} noValidate>
        <h1>{words.title}</h1>
        {hasEnded && !signIn.isError && <Notice>{words.ended}</Notice>}
        {signIn.isError && <Notice tone="error">{errorText(signIn.error)}</Notice>}
        <TextField
          label={words.email}
          type="email"
          name="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          error={tried && email.trim() === '' ? words.emailError : undefined}
        />
        <TextField
          label={words.password}
          type="password"
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          error={tried && password === '' ? words.passwordError : undefined}
        />
        <Button ref={submitButton} variant="primary" type="submit" isPending={signIn.isPending}>
          {words.submit}
        </Button>
      </form>
      {options.data?.demo === true && (
        <DemoAccounts
          accounts={options.data.demoAccounts}
          onPick={(account) => {
            setEmail(account.email);
            setPassword(demoPassword);
            announce(words.demo.filled(account.name));
            submitButton.current?.focus();
          }}
        />
      )}
    </Paper>
  );
};

/** The way in. After it the reader stands where the address says. `hasEnded`: the session ended while the page was open. */
export const SignInPage = ({ hasEnded }: { hasEnded: boolean }) => {
  const text = useText();
  const words = useSignInText();
  usePageTitle(words.title);
  return (
    <main className={styles.page}>
      <div>
        <div className={styles.mark}>
          <ThreadMark height={38} />
          {text.product}
        </div>
        <p className={styles.lead}>{words.lead}</p>
        <Chain />
        <p className={styles.archive}>
          <a href="/arkiv">{words.archive}</a>
        </p>
      </div>
      <SignInForm hasEnded={hasEnded} />
    </main>
  );
};
