# Signing in and keeping accounts.
identity-wrong = Login and password do not match. Check both and try again.
identity-wait = Too many tries. Please wait { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
} and try again.
identity-password-too-short = Choose a password of at least { $min } characters. Three or four words are easy to remember.
identity-password-too-long = Choose a password of at most { $max } characters.
identity-password-guessable = This password is easy to guess. Three or four words that do not belong together are better.
identity-name-missing = Enter a name.
identity-name-too-long = Use at most { $max } characters.
identity-login-wrong = Use 3 to 64 letters, digits, or one of . - _ @ +
identity-audit-busy = The whole chain is being checked right now. Please look again in a minute.
identity-chain-hole = entry { $row } is missing.
identity-chain-unbound = entry { $row } does not follow from the one before it.
identity-chain-changed = entry { $row } was changed.
identity-chain-replaced = entry { $row } is not the one that was noted: entries were written anew.
identity-chain-cut = it ends at entry { $row }, but entry { $expected } had been written.
identity-agency-kind = Choose one of the kinds of agency in the list.
identity-present-wrong = This is not the present password.
identity-code-needed = A code of your authenticator is needed too.
identity-code-wrong = This code is not right any more. Wait for the next one, or use a recovery code that you have not used yet.
identity-code-is-on = Codes are already asked for. Turn them off first.
identity-code-not-begun = Setting up codes was not begun, or is already done. Look at your account again.
identity-passkeys-many = You have { $max } passkeys already. Remove one that you do not use any more.
identity-passkey-not-made = The passkey was not added. Begin again, and answer within five minutes.
identity-passkey-wrong = This passkey did not let you in. Try again, or sign in with your password.
identity-provider-refused = This sign-in at { $provider } could not be checked. Begin again, and finish within five minutes.
identity-provider-unknown = Your account at { $provider } is not linked to one here. Sign in with your password, and link it on the page of your account. If you have no account here, ask whoever keeps them in your agency.
identity-provider-declined = { $provider } did not let you in. Try again, or sign in with your password.
identity-provider-taken = This account at { $provider } is linked here already. Use another, or ask whoever keeps accounts in your agency.
identity-provider-linked = Your account is linked to { $provider } already. End that link first.
identity-duress-same = Choose a word that is not your password.
identity-outside-key = This is not a public key of the age format. It begins with age1 and is copied whole; leave it empty to use passphrases.
