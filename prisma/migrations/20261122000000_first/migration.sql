CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "reward_status" AS ENUM ('New', 'Approved', 'Declined', 'Hold', 'Paid');

-- CreateEnum
CREATE TYPE "payment_state" AS ENUM ('not_invoiced', 'on_invoice', 'paid_on_invoice', 'paid_elsewhere');

-- CreateEnum
CREATE TYPE "invoice_status" AS ENUM ('in_review', 'paused', 'finalised', 'paid', 'failed', 'void');

-- CreateEnum
CREATE TYPE "unreviewed_policy" AS ENUM ('new_and_approved', 'approved_only');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('manager', 'approver', 'finance', 'admin');

-- CreateTable
CREATE TABLE "workspace" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "bot_user_id" TEXT NOT NULL,
    "installed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "programme" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currencies" TEXT[],
    "time_zone" TEXT NOT NULL,
    "review_channel" TEXT NOT NULL,
    "finance_channel" TEXT NOT NULL,
    "review_days" INTEGER NOT NULL DEFAULT 7,
    "payment_days" INTEGER NOT NULL DEFAULT 5,
    "unreviewed_policy" "unreviewed_policy" NOT NULL DEFAULT 'new_and_approved',
    "reward_cap" BIGINT NOT NULL DEFAULT 100000,
    "four_eyes" BOOLEAN NOT NULL DEFAULT true,
    "duplicate_days" INTEGER NOT NULL DEFAULT 30,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "programme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_grant" (
    "workspace_id" TEXT NOT NULL,
    "programme_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "principal_id" TEXT NOT NULL,

    CONSTRAINT "role_grant_pkey" PRIMARY KEY ("workspace_id","programme_id","role","principal_id")
);

-- CreateTable
CREATE TABLE "user_group" (
    "workspace_id" TEXT NOT NULL,
    "group_id" TEXT NOT NULL,
    "user_ids" TEXT[],
    "refreshed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_group_pkey" PRIMARY KEY ("workspace_id","group_id")
);

-- CreateTable
CREATE TABLE "counter" (
    "workspace_id" TEXT NOT NULL,
    "programme_id" UUID NOT NULL,
    "series" TEXT NOT NULL,
    "value" INTEGER NOT NULL,

    CONSTRAINT "counter_pkey" PRIMARY KEY ("workspace_id","programme_id","series")
);

-- CreateTable
CREATE TABLE "partner" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" TEXT NOT NULL,
    "programme_id" UUID NOT NULL,
    "partner_key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "group" TEXT,
    "search_text" TEXT NOT NULL,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "partner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" TEXT NOT NULL,
    "partner_id" UUID NOT NULL,
    "email" TEXT,
    "slack_user_id" TEXT,
    "is_primary" BOOLEAN NOT NULL DEFAULT true,
    "unreachable" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" TEXT NOT NULL,
    "programme_id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "customer_key" TEXT,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "search_text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reward" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" TEXT NOT NULL,
    "programme_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "submission_key" TEXT NOT NULL,
    "partner_id" UUID NOT NULL,
    "customer_id" UUID,
    "description" TEXT NOT NULL,
    "internal_note" TEXT,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "status" "reward_status" NOT NULL DEFAULT 'New',
    "payment" "payment_state" NOT NULL DEFAULT 'not_invoiced',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "four_eyes" BOOLEAN NOT NULL,
    "duplicate_of_id" UUID,
    "corrects_reward_id" UUID,

    CONSTRAINT "reward_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "programme_id" UUID NOT NULL,
    "reward_id" UUID,
    "invoice_id" UUID,
    "revision" INTEGER,
    "kind" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "from_status" "reward_status",
    "to_status" "reward_status",
    "from_payment" "payment_state",
    "to_payment" "payment_state",
    "reason" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "period" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" TEXT NOT NULL,
    "programme_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "month" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "time_zone" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "period_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" TEXT NOT NULL,
    "programme_id" UUID NOT NULL,
    "period_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "status" "invoice_status" NOT NULL DEFAULT 'in_review',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "total_minor" BIGINT NOT NULL,
    "line_count" INTEGER NOT NULL,
    "cut_at" TIMESTAMPTZ(3) NOT NULL,
    "review_ends_at" TIMESTAMPTZ(3) NOT NULL,
    "expected_payment_on" DATE NOT NULL,
    "paid_on" DATE,
    "payment_reference" TEXT,

    CONSTRAINT "invoice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice_line" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" TEXT NOT NULL,
    "invoice_id" UUID NOT NULL,
    "reward_id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "partner_key" TEXT NOT NULL,
    "partner_name" TEXT NOT NULL,
    "partner_group" TEXT,
    "amount_minor" BIGINT NOT NULL,
    "removed_at" TIMESTAMPTZ(3),
    "removed_reason" TEXT,

    CONSTRAINT "invoice_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "workspace_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "reward_id" UUID,
    "invoice_id" UUID,
    "state" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "recipient" TEXT,
    "ts" TEXT,
    "shown" TEXT,
    "problem" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_pkey" PRIMARY KEY ("workspace_id","key")
);

-- CreateTable
CREATE TABLE "channel_trouble" (
    "workspace_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "problem" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "channel_trouble_pkey" PRIMARY KEY ("workspace_id","channel")
);

-- CreateTable
CREATE TABLE "worker" (
    "id" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "programme_workspace_id_key" ON "programme"("workspace_id");

-- CreateIndex
CREATE UNIQUE INDEX "programme_workspace_id_id_key" ON "programme"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "partner_workspace_id_programme_id_name_idx" ON "partner"("workspace_id", "programme_id", "name");

-- CreateIndex
CREATE INDEX "partner_search" ON "partner" USING GIN ("search_text" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "partner_workspace_id_id_key" ON "partner"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "contact_workspace_id_partner_id_idx" ON "contact"("workspace_id", "partner_id");

-- CreateIndex
CREATE INDEX "contact_workspace_id_slack_user_id_idx" ON "contact"("workspace_id", "slack_user_id");

-- CreateIndex
CREATE INDEX "customer_workspace_id_partner_id_idx" ON "customer"("workspace_id", "partner_id");

-- CreateIndex
CREATE INDEX "customer_search" ON "customer" USING GIN ("search_text" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "customer_workspace_id_id_key" ON "customer"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "reward_workspace_id_partner_id_created_at_idx" ON "reward"("workspace_id", "partner_id", "created_at");

-- CreateIndex
CREATE INDEX "reward_programme_id_currency_created_at_idx" ON "reward"("programme_id", "currency", "created_at");

-- CreateIndex
CREATE INDEX "reward_programme_id_currency_payment_status_created_at_idx" ON "reward"("programme_id", "currency", "payment", "status", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "reward_workspace_id_id_key" ON "reward"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "reward_workspace_id_submission_key_key" ON "reward"("workspace_id", "submission_key");

-- CreateIndex
CREATE UNIQUE INDEX "reward_programme_id_number_key" ON "reward"("programme_id", "number");

-- CreateIndex
CREATE INDEX "event_workspace_id_programme_id_at_idx" ON "event"("workspace_id", "programme_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "event_reward_id_revision_key" ON "event"("reward_id", "revision");

-- CreateIndex
CREATE UNIQUE INDEX "event_invoice_id_revision_key" ON "event"("invoice_id", "revision");

-- CreateIndex
CREATE UNIQUE INDEX "period_workspace_id_id_key" ON "period"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "period_programme_id_currency_month_key" ON "period"("programme_id", "currency", "month");

-- CreateIndex
CREATE UNIQUE INDEX "period_programme_id_currency_starts_at_key" ON "period"("programme_id", "currency", "starts_at");

-- CreateIndex
CREATE INDEX "invoice_status_review_ends_at_idx" ON "invoice"("status", "review_ends_at");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_workspace_id_id_key" ON "invoice"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_workspace_id_period_id_key" ON "invoice"("workspace_id", "period_id");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_programme_id_number_key" ON "invoice"("programme_id", "number");

-- CreateIndex
CREATE INDEX "invoice_line_workspace_id_invoice_id_partner_id_idx" ON "invoice_line"("workspace_id", "invoice_id", "partner_id");

-- CreateIndex
CREATE INDEX "invoice_line_workspace_id_reward_id_idx" ON "invoice_line"("workspace_id", "reward_id");

-- CreateIndex
CREATE INDEX "message_workspace_id_reward_id_idx" ON "message"("workspace_id", "reward_id");

-- CreateIndex
CREATE INDEX "message_workspace_id_invoice_id_idx" ON "message"("workspace_id", "invoice_id");

-- AddForeignKey
ALTER TABLE "programme" ADD CONSTRAINT "programme_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_workspace_id_programme_id_fkey" FOREIGN KEY ("workspace_id", "programme_id") REFERENCES "programme"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "counter" ADD CONSTRAINT "counter_workspace_id_programme_id_fkey" FOREIGN KEY ("workspace_id", "programme_id") REFERENCES "programme"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner" ADD CONSTRAINT "partner_workspace_id_programme_id_fkey" FOREIGN KEY ("workspace_id", "programme_id") REFERENCES "programme"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_workspace_id_partner_id_fkey" FOREIGN KEY ("workspace_id", "partner_id") REFERENCES "partner"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_workspace_id_programme_id_fkey" FOREIGN KEY ("workspace_id", "programme_id") REFERENCES "programme"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer" ADD CONSTRAINT "customer_workspace_id_partner_id_fkey" FOREIGN KEY ("workspace_id", "partner_id") REFERENCES "partner"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reward" ADD CONSTRAINT "reward_workspace_id_programme_id_fkey" FOREIGN KEY ("workspace_id", "programme_id") REFERENCES "programme"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reward" ADD CONSTRAINT "reward_workspace_id_partner_id_fkey" FOREIGN KEY ("workspace_id", "partner_id") REFERENCES "partner"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reward" ADD CONSTRAINT "reward_workspace_id_customer_id_fkey" FOREIGN KEY ("workspace_id", "customer_id") REFERENCES "customer"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reward" ADD CONSTRAINT "reward_workspace_id_duplicate_of_id_fkey" FOREIGN KEY ("workspace_id", "duplicate_of_id") REFERENCES "reward"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reward" ADD CONSTRAINT "reward_workspace_id_corrects_reward_id_fkey" FOREIGN KEY ("workspace_id", "corrects_reward_id") REFERENCES "reward"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_workspace_id_programme_id_fkey" FOREIGN KEY ("workspace_id", "programme_id") REFERENCES "programme"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_workspace_id_reward_id_fkey" FOREIGN KEY ("workspace_id", "reward_id") REFERENCES "reward"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_workspace_id_invoice_id_fkey" FOREIGN KEY ("workspace_id", "invoice_id") REFERENCES "invoice"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "period" ADD CONSTRAINT "period_workspace_id_programme_id_fkey" FOREIGN KEY ("workspace_id", "programme_id") REFERENCES "programme"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_workspace_id_programme_id_fkey" FOREIGN KEY ("workspace_id", "programme_id") REFERENCES "programme"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_workspace_id_period_id_fkey" FOREIGN KEY ("workspace_id", "period_id") REFERENCES "period"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_workspace_id_invoice_id_fkey" FOREIGN KEY ("workspace_id", "invoice_id") REFERENCES "invoice"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_workspace_id_reward_id_fkey" FOREIGN KEY ("workspace_id", "reward_id") REFERENCES "reward"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_line" ADD CONSTRAINT "invoice_line_workspace_id_partner_id_fkey" FOREIGN KEY ("workspace_id", "partner_id") REFERENCES "partner"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_workspace_id_reward_id_fkey" FOREIGN KEY ("workspace_id", "reward_id") REFERENCES "reward"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_workspace_id_invoice_id_fkey" FOREIGN KEY ("workspace_id", "invoice_id") REFERENCES "invoice"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- ------------------------------------------------------------------------------------------------------------------
-- What follows is written by hand: the rules Prisma's schema cannot say.
-- ------------------------------------------------------------------------------------------------------------------

-- One partner a key, one customer a customer key, case aside; a customer without a key is its partner and e-mail.
CREATE UNIQUE INDEX partner_key_in_programme ON partner (programme_id, lower(partner_key));
CREATE UNIQUE INDEX customer_key_in_programme ON customer (programme_id, lower(customer_key)) WHERE customer_key IS NOT NULL;
CREATE UNIQUE INDEX customer_email_of_partner ON customer (partner_id, lower(email)) WHERE customer_key IS NULL AND email IS NOT NULL;
CREATE UNIQUE INDEX primary_contact_of_partner ON contact (partner_id) WHERE is_primary;

ALTER TABLE programme
  ADD CONSTRAINT programme_has_currency CHECK (cardinality(currencies) > 0),
  ADD CONSTRAINT programme_review_days CHECK (review_days BETWEEN 0 AND 60),
  ADD CONSTRAINT programme_payment_days CHECK (payment_days BETWEEN 0 AND 120),
  ADD CONSTRAINT programme_reward_cap CHECK (reward_cap > 0),
  ADD CONSTRAINT programme_duplicate_days CHECK (duplicate_days BETWEEN 0 AND 365);

ALTER TABLE customer ADD CONSTRAINT customer_has_an_identity CHECK (customer_key IS NOT NULL OR email IS NOT NULL);

ALTER TABLE reward
  ADD CONSTRAINT reward_currency CHECK (currency ~ '^[A-Z]{3}$'),
  -- A clawback, and nothing else, is negative; nothing is zero.
  ADD CONSTRAINT reward_amount_sign CHECK (CASE WHEN corrects_reward_id IS NULL THEN amount_minor > 0 ELSE amount_minor < 0 END),
  ADD CONSTRAINT reward_paid_is_paid CHECK ((status = 'Paid') = (payment IN ('paid_on_invoice', 'paid_elsewhere'))),
  ADD CONSTRAINT reward_on_invoice_is_payable CHECK (payment <> 'on_invoice' OR status IN ('New', 'Approved')),
  ADD CONSTRAINT reward_description_length CHECK (char_length(description) BETWEEN 1 AND 1000),
  ADD CONSTRAINT reward_note_length CHECK (char_length(internal_note) <= 1000),
  ADD CONSTRAINT reward_revision CHECK (revision > 0);

ALTER TABLE period
  ADD CONSTRAINT period_is_forward CHECK (ends_at > starts_at),
  ADD CONSTRAINT period_month CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$');

ALTER TABLE message ADD CONSTRAINT message_state CHECK (state IN ('posting', 'posted', 'unknown', 'failed'));

ALTER TABLE event
  ADD CONSTRAINT event_has_one_subject CHECK (reward_id IS NULL OR invoice_id IS NULL),
  ADD CONSTRAINT event_of_a_subject_has_a_revision CHECK ((revision IS NULL) = (reward_id IS NULL AND invoice_id IS NULL)),
  ADD CONSTRAINT event_of_a_reward_says_where_it_led CHECK (reward_id IS NULL OR (to_status IS NOT NULL AND to_payment IS NOT NULL));

-- A reward is on one invoice at a time.
CREATE UNIQUE INDEX live_line_of_reward ON invoice_line (reward_id) WHERE removed_at IS NULL;

-- A cut writes the lines first and takes the invoice's number last, so as to hold the counter for as short as it can.
ALTER TABLE invoice_line ALTER CONSTRAINT invoice_line_workspace_id_invoice_id_fkey DEFERRABLE INITIALLY DEFERRED;

-- The history is append-only.
CREATE FUNCTION refuse_change_of_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
CREATE TRIGGER event_is_never_truncated BEFORE TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();

-- A closed period is never opened again, and no line is ever deleted.
CREATE FUNCTION refuse_change_of_books() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% rows are never % once written', TG_TABLE_NAME, lower(TG_OP) || 'd' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER period_stays_closed BEFORE UPDATE OR DELETE ON period FOR EACH ROW EXECUTE FUNCTION refuse_change_of_books();
CREATE TRIGGER line_is_never_deleted BEFORE DELETE ON invoice_line FOR EACH ROW EXECUTE FUNCTION refuse_change_of_books();
CREATE TRIGGER invoice_is_never_deleted BEFORE DELETE ON invoice FOR EACH ROW EXECUTE FUNCTION refuse_change_of_books();
CREATE TRIGGER reward_is_never_deleted BEFORE DELETE ON reward FOR EACH ROW EXECUTE FUNCTION refuse_change_of_books();

-- Nothing that history or books are made of can be emptied either, which no trigger on rows would see.
CREATE TRIGGER period_is_never_truncated BEFORE TRUNCATE ON period FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_books();
CREATE TRIGGER line_is_never_truncated BEFORE TRUNCATE ON invoice_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_books();
CREATE TRIGGER invoice_is_never_truncated BEFORE TRUNCATE ON invoice FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_books();
CREATE TRIGGER reward_is_never_truncated BEFORE TRUNCATE ON reward FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_books();

-- What a reward is worth and to whom is settled when it is made: a clawback corrects it.
CREATE FUNCTION refuse_change_of_worth() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the amount, the currency and the partner of a reward never change' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER reward_keeps_its_worth BEFORE UPDATE OF amount_minor, currency, partner_id ON reward FOR EACH ROW
  WHEN ((NEW.amount_minor, NEW.currency, NEW.partner_id) IS DISTINCT FROM (OLD.amount_minor, OLD.currency, OLD.partner_id))
  EXECUTE FUNCTION refuse_change_of_worth();

-- A line may be removed while the invoice can still change, and nothing else about it may change.
CREATE FUNCTION guard_line_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  removed_only invoice_line := NEW;
BEGIN
  removed_only.removed_at := OLD.removed_at;
  removed_only.removed_reason := OLD.removed_reason;
  IF OLD.removed_at IS NOT NULL OR NEW.removed_at IS NULL OR removed_only IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'a line can be removed once and not otherwise changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER line_only_leaves BEFORE UPDATE ON invoice_line FOR EACH ROW EXECUTE FUNCTION guard_line_change();

-- Paid is the end of a reward's life.
CREATE FUNCTION refuse_unpaying() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a paid reward stays paid' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER reward_stays_paid BEFORE UPDATE OF status ON reward FOR EACH ROW
  WHEN (OLD.status = 'Paid' AND NEW.status <> 'Paid') EXECUTE FUNCTION refuse_unpaying();

-- An invoice goes forward only: paid and void are the end, and what was finalised is not reviewed again.
CREATE FUNCTION guard_invoice_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status <> OLD.status
     AND (OLD.status IN ('paid', 'void') OR (OLD.status IN ('finalised', 'failed') AND NEW.status IN ('in_review', 'paused'))) THEN
    RAISE EXCEPTION 'an invoice does not go from % to %', OLD.status, NEW.status USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER invoice_goes_forward BEFORE UPDATE ON invoice FOR EACH ROW EXECUTE FUNCTION guard_invoice_change();

-- The total and the count follow the lines, one statement at a time, and a settled invoice's lines are locked.
CREATE FUNCTION total_invoices_of_changed_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Held before it is read: whoever finalises at this moment is waited for, not overlooked.
  PERFORM 1 FROM invoice WHERE id IN (SELECT invoice_id FROM changed) ORDER BY id FOR NO KEY UPDATE;
  IF EXISTS (SELECT 1 FROM invoice WHERE id IN (SELECT invoice_id FROM changed) AND status NOT IN ('in_review', 'paused')) THEN
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
CREATE TRIGGER total_follows_new_lines AFTER INSERT ON invoice_line
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION total_invoices_of_changed_lines();
CREATE TRIGGER total_follows_removed_lines AFTER UPDATE ON invoice_line
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION total_invoices_of_changed_lines();

-- At commit every touched invoice equals its lines, and one without lines is void.
CREATE FUNCTION check_invoice_equals_lines() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  now_is invoice%ROWTYPE;
  total numeric;
  count bigint;
  strange bigint;
BEGIN
  SELECT * INTO now_is FROM invoice WHERE id = NEW.id;
  SELECT COALESCE(SUM(line.amount_minor), 0), COUNT(*),
    COUNT(*) FILTER (WHERE reward.currency <> now_is.currency OR reward.amount_minor <> line.amount_minor)
    INTO total, count, strange
    FROM invoice_line line JOIN reward ON reward.workspace_id = line.workspace_id AND reward.id = line.reward_id
    WHERE line.invoice_id = NEW.id AND line.removed_at IS NULL;
  IF strange > 0 THEN
    RAISE EXCEPTION 'invoice % has % lines of another currency or amount than their reward', now_is.number, strange
      USING ERRCODE = 'check_violation';
  END IF;
  IF now_is.total_minor <> total OR now_is.line_count <> count THEN
    RAISE EXCEPTION 'invoice % says % on % lines, its lines say % on %', now_is.number, now_is.total_minor, now_is.line_count, total, count
      USING ERRCODE = 'check_violation';
  END IF;
  IF (count = 0) <> (now_is.status = 'void') THEN
    RAISE EXCEPTION 'invoice % is % with % lines', now_is.number, now_is.status, count USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER invoice_equals_its_lines AFTER INSERT OR UPDATE ON invoice
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_invoice_equals_lines();
