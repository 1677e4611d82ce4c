import { CheckIcon, Menu, MenuItem, MenuSection, MenuSeparator, showToast } from '@samsyn/ui';
import { useQueryClient } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { api } from '../api/client.ts';
import { setLanguage, useLanguage, useText } from '../text/index.ts';
import { goTo } from './navigation.ts';
import { useSession } from './session.tsx';
import { setTheme, themes, useTheme } from './theme.ts';

const languages = [
  { id: 'sv', label: 'Svenska' },
  { id: 'en', label: 'English' },
] as const;

const Chosen = ({ isChosen }: { isChosen: boolean }) => (isChosen ? <CheckIcon /> : <svg width="16" height="16" />);

/** Who one is, language, appearance, and the way out. */
export const AccountMenu = ({
  trigger,
  onClose,
}: {
  trigger: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
}) => {
  const text = useText();
  const theme = useTheme();
  const language = useLanguage();
  const { me } = useSession();
  const client = useQueryClient();

  const signOut = async (): Promise<void> => {
    try {
      await api.post('/api/auth/sign-out', {});
    } catch {
      showToast(text.account.signOutFailed, { tone: 'error' });
      return;
    }
    // Everything fetched belongs to the account that left.
    client.clear();
    goTo('/');
    location.reload();
  };

  return (
    <Menu
      aria-label={text.account.open(me.name)}
      placement="bottom end"
      popover={{ triggerRef: trigger, isOpen: true, onOpenChange: (open) => !open && onClose() }}
      onClose={onClose}
    >
      <MenuSection title={text.account.theme}>
        {themes.map((one) => (
          <MenuItem key={one} icon={<Chosen isChosen={one === theme} />} onAction={() => setTheme(one)}>
            {text.account.themes[one]}
          </MenuItem>
        ))}
      </MenuSection>
      <MenuSection title={text.account.language}>
        {languages.map((one) => (
          <MenuItem key={one.id} icon={<Chosen isChosen={one.id === language} />} onAction={() => setLanguage(one.id)}>
            {one.label}
          </MenuItem>
        ))}
      </MenuSection>
      <MenuSeparator />
      <MenuSection title={`${me.name}, ${me.roles.map((role) => text.roles[role]).join(', ')}`}>
        <MenuItem onAction={() => void signOut()}>{text.account.signOut}</MenuItem>
      </MenuSection>
    </Menu>
  );
};
