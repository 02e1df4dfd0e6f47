/**
 * What a personal access token may do of what its owner may: look at things; hand in and take back; change courses (staff
 * only). No token may touch the account itself, or a stolen one could make itself at home.
 */
export const ACCESS_SCOPES = ['read', 'submit', 'manage'] as const;
export type AccessScope = (typeof ACCESS_SCOPES)[number];
