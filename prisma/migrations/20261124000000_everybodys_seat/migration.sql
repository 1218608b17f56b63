-- A workspace is set up in Slack: until its channels are chosen there, the programme has none.
ALTER TABLE programme
  ALTER COLUMN review_channel DROP NOT NULL,
  ALTER COLUMN finance_channel DROP NOT NULL,
  ADD COLUMN second_approval_from BIGINT,
  ADD COLUMN reminder_hours INTEGER NOT NULL DEFAULT 24,
  ADD COLUMN escalation TEXT[] NOT NULL DEFAULT '{}';

ALTER TABLE programme
  ADD CONSTRAINT programme_second_approval CHECK (second_approval_from > 0),
  ADD CONSTRAINT programme_reminder_hours CHECK (reminder_hours BETWEEN 0 AND 720);

-- A role may be given for some partner groups only; none named: for all.
ALTER TABLE role_grant ADD COLUMN partner_groups TEXT[] NOT NULL DEFAULT '{}';

ALTER TABLE reward
  ADD COLUMN approvals_needed INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN first_approved_by TEXT,
  ADD COLUMN evidence TEXT;

ALTER TABLE reward
  ADD CONSTRAINT reward_approvals_needed CHECK (approvals_needed IN (1, 2)),
  -- The first of two approvals waits for the second while the reward may still be approved, and no longer.
  ADD CONSTRAINT reward_first_approval CHECK (first_approved_by IS NULL OR (approvals_needed = 2 AND status IN ('New', 'Hold'))),
  ADD CONSTRAINT reward_evidence CHECK (char_length(evidence) <= 3000);

-- What waits for a decision, in the order of the queue; and what somebody created, the newest first.
CREATE INDEX undecided_reward ON reward (workspace_id, programme_id, status, number) WHERE status IN ('New', 'Hold');
CREATE INDEX reward_of_creator ON reward (workspace_id, created_by, number);

-- A reward sent back to its creator may come back with another worth: from Hold to New, off every invoice. Otherwise what a
-- reward is worth and to whom is settled when it is made, and a clawback corrects it.
DROP TRIGGER reward_keeps_its_worth ON reward;
CREATE TRIGGER reward_keeps_its_worth BEFORE UPDATE OF amount_minor, currency, partner_id ON reward FOR EACH ROW
  WHEN (
    (NEW.amount_minor, NEW.currency, NEW.partner_id) IS DISTINCT FROM (OLD.amount_minor, OLD.currency, OLD.partner_id)
    AND NOT (
      OLD.status = 'Hold' AND NEW.status = 'New' AND OLD.payment = 'not_invoiced' AND NEW.payment = 'not_invoiced'
      AND NEW.corrects_reward_id IS NULL AND NEW.first_approved_by IS NULL
    )
  )
  EXECUTE FUNCTION refuse_change_of_worth();

-- What a partner's contact asked about a reward, and the answer, which is given once.
CREATE TABLE question (
  id UUID NOT NULL DEFAULT gen_random_uuid(),
  workspace_id TEXT NOT NULL,
  reward_id UUID NOT NULL,
  partner_id UUID NOT NULL,
  submission_key TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  asked_at TIMESTAMPTZ(3) NOT NULL,
  text TEXT NOT NULL,
  answered_by TEXT,
  answered_at TIMESTAMPTZ(3),
  answer TEXT,
  CONSTRAINT question_pkey PRIMARY KEY (id),
  CONSTRAINT question_text CHECK (char_length(text) BETWEEN 1 AND 1000),
  CONSTRAINT question_answer_text CHECK (char_length(answer) BETWEEN 1 AND 1000),
  CONSTRAINT question_answered_whole CHECK (num_nulls(answered_by, answered_at, answer) IN (0, 3))
);
CREATE UNIQUE INDEX question_workspace_id_id_key ON question (workspace_id, id);
CREATE UNIQUE INDEX question_workspace_id_submission_key_key ON question (workspace_id, submission_key);
CREATE INDEX question_workspace_id_reward_id_idx ON question (workspace_id, reward_id);
ALTER TABLE question
  ADD CONSTRAINT question_workspace_id_reward_id_fkey FOREIGN KEY (workspace_id, reward_id) REFERENCES reward (workspace_id, id) ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT question_workspace_id_partner_id_fkey FOREIGN KEY (workspace_id, partner_id) REFERENCES partner (workspace_id, id) ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE FUNCTION guard_question_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  answered_only question := NEW;
BEGIN
  answered_only.answered_by := NULL;
  answered_only.answered_at := NULL;
  answered_only.answer := NULL;
  IF OLD.answered_at IS NOT NULL OR answered_only IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'a question is answered once and not otherwise changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER question_is_only_answered BEFORE UPDATE ON question FOR EACH ROW EXECUTE FUNCTION guard_question_change();
CREATE TRIGGER question_is_never_deleted BEFORE DELETE ON question FOR EACH ROW EXECUTE FUNCTION refuse_change_of_books();
CREATE TRIGGER question_is_never_truncated BEFORE TRUNCATE ON question FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_books();

-- What is known of a Slack user, so that amounts and days are written as they read them; and what their Home shows.
CREATE TABLE person (
  workspace_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  locale TEXT,
  time_zone TEXT,
  read_at TIMESTAMPTZ(3),
  home JSONB,
  CONSTRAINT person_pkey PRIMARY KEY (workspace_id, user_id)
);
ALTER TABLE person
  ADD CONSTRAINT person_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspace (id) ON DELETE RESTRICT ON UPDATE CASCADE;
