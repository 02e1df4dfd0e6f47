import type { ReactElement, ReactNode } from 'react';
import type { Tone } from './badges';
import { Icon, type IconName } from './icon';

interface NoticeProps {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly title?: string;
  /** `alert` interrupts a screen reader, `status` waits; absent where the page opens with the notice. */
  readonly role?: 'alert' | 'status';
  readonly children: ReactNode;
}

/** A message set off from the page. */
export function Notice({ tone, icon, title, role, children }: NoticeProps): ReactElement {
  return (
    <div className={`notice tone-${tone}`} role={role}>
      <Icon name={icon} size={20} />
      <div className="grow">
        {title !== undefined && <p className="notice-title">{title}</p>}
        <div className="notice-body">{children}</div>
      </div>
    </div>
  );
}
