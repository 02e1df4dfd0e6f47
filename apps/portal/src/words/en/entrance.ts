/** Signing in, and passwords. */
export const entrance = {
  'sign-in.title': 'Sign in to Assay',
  'sign-in.subtitle': 'Homework that is run, judged and explained.',
  'sign-in.next': 'Sign in to go on to the page that you asked for.',
  'sign-in.email': 'E-mail',
  'sign-in.password': 'Password',
  'sign-in.show-password': 'Show the password',
  'sign-in.submit': 'Sign in',
  'sign-in.with': 'Sign in with {provider}',
  'sign-in.forgot': 'Forgot your password?',
  'sign-in.unknown-failure': 'Signing in failed for a reason unknown to this page. Try again.',
  'sign-in.mismatch': 'This e-mail and password do not go together. Check both and try again.',
  'sign-in.back': 'Back to signing in',
  'sso.failed': 'Signing in was broken off, or took too long. Try again.',
  'sso.taken':
    'The account with your e-mail address belongs to another person of your university. Ask the administrator.',
  'sso.unavailable': 'Your university’s sign-in does not answer just now. Try again in a minute.',
  'sso.unknown':
    'You have no account here. Ask your instructor to add you to the course with the address that your university knows.',
  'sso.unverified':
    'Your university does not say that your e-mail address is yours, so no account can be matched with it. Ask the administrator.',

  'forgot.title': 'Forgot your password?',
  'forgot.no-mail':
    'This platform sends no mail. Ask your instructor: they can give you a link by which you choose a new password.',
  'forgot.sent':
    'If somebody here has the address {email}, a link is on its way to it. It is good for an hour.',
  'forgot.submit': 'Send me a link',

  'choose.title': 'Choose a password',
  'choose.done': 'Password chosen',
  'choose.done.text': 'You can sign in as {email} now. What was signed in before is signed out.',
  'choose.incomplete': 'This address is not complete. Open the link that you were given once more.',
  'choose.submit': 'Set the password',

  'password.title': 'Password',
  'password.data': 'Your data',
  'password.data.what':
    'All that is kept about you, as files: account, work, reports, receipts and requests.',
  'password.data.download': 'Download my data',
  'password.subtitle': 'Changing it signs you out on every other device.',
  'password.changed': 'Your password is changed.',
  'password.current': 'Current password',
  'password.show-current': 'Show the current password',
  'password.new': 'New password',
  'password.new.hint': '{n} characters or more; a few words do well',
  'password.submit': 'Change it',
} as const;
