ALTER TABLE programme
  ADD COLUMN digest_days INTEGER NOT NULL DEFAULT 3,
  ADD COLUMN minimum_payout BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN invoice_bound BIGINT NOT NULL DEFAULT 1000000,
  ADD COLUMN address TEXT NOT NULL DEFAULT '';

ALTER TABLE programme
  ADD CONSTRAINT programme_digest_days CHECK (digest_days BETWEEN 0 AND 20),
  ADD CONSTRAINT programme_minimum_payout CHECK (minimum_payout >= 0),
  ADD CONSTRAINT programme_invoice_bound CHECK (invoice_bound > 0),
  ADD CONSTRAINT programme_address CHECK (char_length(address) <= 500);

-- Voiding is the one thing that takes lines off a settled invoice: the status goes first, then all its lines leave, and
-- the check at commit sees to it that none stays behind. Nothing ever comes onto an invoice that is void.
CREATE OR REPLACE FUNCTION total_invoices_of_changed_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Held before it is read: whoever finalises at this moment is waited for, not overlooked.
  PERFORM 1 FROM invoice WHERE id IN (SELECT invoice_id FROM changed) ORDER BY id FOR NO KEY UPDATE;
  IF EXISTS (
    SELECT 1 FROM invoice WHERE id IN (SELECT invoice_id FROM changed)
      AND status NOT IN ('in_review', 'paused') AND NOT (status = 'void' AND TG_OP = 'UPDATE')
  ) THEN
    RAISE EXCEPTION 'the lines of a finalised invoice are locked' USING ERRCODE = 'restrict_violation';
  END IF;
  UPDATE invoice SET total_minor = sums.total, line_count = sums.count
  FROM (
    SELECT touched.invoice_id, COALESCE(SUM(line.amount_minor), 0) AS total, COUNT(line.id) AS count
    FROM (SELECT DISTINCT invoice_id FROM changed) touched
    LEFT JOIN invoice_line line ON line.invoice_id = touched.invoice_id AND line.removed_at IS NULL
    GROUP BY touched.invoice_id
  ) sums
  WHERE invoice.id = sums.invoice_id;
  RETURN NULL;
END $$;

-- An invoice goes forward only: paid and void are the end, what was finalised is not reviewed again, only what was
-- finalised is paid or fails, and what failed may be tried again.
CREATE OR REPLACE FUNCTION guard_invoice_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status <> OLD.status AND NOT (
    CASE OLD.status
      WHEN 'in_review' THEN NEW.status IN ('paused', 'finalised', 'void')
      WHEN 'paused' THEN NEW.status IN ('in_review', 'finalised', 'void')
      WHEN 'finalised' THEN NEW.status IN ('paid', 'failed', 'void')
      WHEN 'failed' THEN NEW.status IN ('finalised', 'paid', 'void')
      ELSE false
    END
  ) THEN
    RAISE EXCEPTION 'an invoice does not go from % to %', OLD.status, NEW.status USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

-- Clawbacks take back what was paid and no more of it, from the same partner in the same currency. The corrected reward's
-- row is held before they are added up: of two at the same moment, the second sees the first.
CREATE FUNCTION check_clawback() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  corrected reward%ROWTYPE;
  taken numeric;
BEGIN
  SELECT * INTO corrected FROM reward
    WHERE workspace_id = NEW.workspace_id AND id = NEW.corrects_reward_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN NULL; -- The foreign key says so.
  END IF;
  IF (corrected.partner_id, corrected.currency, corrected.programme_id) <> (NEW.partner_id, NEW.currency, NEW.programme_id) THEN
    RAISE EXCEPTION 'a clawback has the partner and the currency of its reward' USING ERRCODE = 'check_violation';
  END IF;
  IF corrected.status <> 'Paid' OR corrected.corrects_reward_id IS NOT NULL THEN
    RAISE EXCEPTION 'only a paid reward is clawed back' USING ERRCODE = 'check_violation';
  END IF;
  SELECT -COALESCE(SUM(amount_minor), 0) INTO taken FROM reward
    WHERE workspace_id = NEW.workspace_id AND corrects_reward_id = NEW.corrects_reward_id AND status <> 'Declined';
  IF taken > corrected.amount_minor THEN
    RAISE EXCEPTION 'clawbacks take % back of a reward of %', taken, corrected.amount_minor USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER clawback_takes_what_was_paid AFTER INSERT ON reward FOR EACH ROW
  WHEN (NEW.corrects_reward_id IS NOT NULL) EXECUTE FUNCTION check_clawback();
CREATE TRIGGER reopened_clawback_takes_what_was_paid AFTER UPDATE OF status ON reward FOR EACH ROW
  WHEN (NEW.corrects_reward_id IS NOT NULL AND OLD.status = 'Declined' AND NEW.status <> 'Declined')
  EXECUTE FUNCTION check_clawback();
CREATE INDEX reward_clawbacks ON reward (workspace_id, corrects_reward_id) WHERE corrects_reward_id IS NOT NULL;

CREATE OR REPLACE FUNCTION refuse_change_of_worth() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the amount, the currency and the partner of a reward never change, nor what it corrects'
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER clawback_keeps_its_reward BEFORE UPDATE OF corrects_reward_id ON reward FOR EACH ROW
  WHEN (NEW.corrects_reward_id IS DISTINCT FROM OLD.corrects_reward_id) EXECUTE FUNCTION refuse_change_of_worth();

-- What happened to the programme itself is looked up by kind, and is little among all that happened to its rewards.
CREATE INDEX event_of_programme ON event (workspace_id, programme_id, kind) WHERE reward_id IS NULL AND invoice_id IS NULL;
