"""Every change a person can make, with its line in the audit trail."""
