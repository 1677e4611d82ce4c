import type { SignInOptions } from '@samsyn/domain';
import { useText } from '../../text/index.ts';
import styles from './SignInPage.module.css';
import { useSignInText } from './text/index.ts';

type DemoAccount = SignInOptions['demoAccounts'][number];

/** A demo store's accounts; a click fills the form. */
export const DemoAccounts = ({
  accounts,
  onPick,
}: {
  accounts: readonly DemoAccount[];
  onPick: (account: DemoAccount) => void;
}) => {
  const text = useText();
  const words = useSignInText().demo;
  return (
    <section className={styles.demo} aria-labelledby="demo">
      <h2 id="demo">{words.title}</h2>
      <p>{words.text}</p>
      <ul>
        {accounts.map((account) => (
          <li key={account.email}>
            <button type="button" onClick={() => onPick(account)}>
              <span>{account.roles[0] === undefined ? account.name : text.roles[account.roles[0]]}</span>
              <small>{account.email}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
