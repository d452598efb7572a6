/** What the stand-in for Backtrace wants as `X-Coroner-Token`. */
export const BACKTRACE_TOKEN = 'demo-backtrace-token';

/** User and password that Backtrace's webhook sends, and n8n's Webhook node asks for. */
export const BACKTRACE_HOOK = { user: 'backtrace', password: 'demo-webhook-password' } as const;
