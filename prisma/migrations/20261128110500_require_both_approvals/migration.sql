-- Whether rewards that nobody reviewed are paid is asked when a programme is set up. NULL: nobody has answered yet, and
-- they go on the invoice, as before. Programmes that exist keep the answer they have.
ALTER TABLE programme
  ALTER COLUMN unreviewed_policy DROP NOT NULL,
  ALTER COLUMN unreviewed_policy DROP DEFAULT;

-- A reward that needs two approvals is New until it has both: until then it goes on no invoice and is not paid otherwise.
-- One that was put on an invoice before this rule may still be decided, leave the invoice, and be paid with it.
CREATE FUNCTION guard_second_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.payment = 'on_invoice' AND OLD.payment <> 'on_invoice' AND NEW.status = 'New' THEN
    RAISE EXCEPTION 'a reward that needs two approvals goes on an invoice only with both' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.status = 'Approved' AND OLD.status IN ('New', 'Hold') AND OLD.first_approved_by IS NULL THEN
    RAISE EXCEPTION 'a reward that needs two approvals is not approved by the first' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.payment = 'paid_elsewhere' AND OLD.status IN ('New', 'Hold') THEN
    RAISE EXCEPTION 'a reward that needs two approvals is not marked as paid before both' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reward_needs_both_approvals BEFORE UPDATE OF status, payment ON reward FOR EACH ROW
  WHEN (NEW.approvals_needed > 1)
  EXECUTE FUNCTION guard_second_approval();
