-- The expected payment date for which an invoice was found overdue, so that its message and cards are redrawn once. A
-- resumed invoice may get a later date and become overdue again.
ALTER TABLE invoice ADD COLUMN overdue_found_for DATE;

ALTER TABLE invoice
  ADD CONSTRAINT invoice_overdue_found_for CHECK (overdue_found_for <= expected_payment_on);

-- What the hourly clock looks for: invoices that are neither paid nor void, by the day they are expected to be paid on.
CREATE INDEX unpaid_invoice ON invoice (workspace_id, expected_payment_on) WHERE status NOT IN ('paid', 'void');
