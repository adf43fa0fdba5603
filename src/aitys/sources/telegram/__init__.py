"""Public Telegram without an account: pages of the preview, and exports of Telegram Desktop."""
