-- Whether somebody is told of approvals and payments of rewards that they created. Declines and holds are always told.
ALTER TABLE person ADD COLUMN approval_notices BOOLEAN NOT NULL DEFAULT true;

-- Decisions that were taken together, for the one message about them to each creator.
CREATE INDEX event_of_bulk ON event (workspace_id, (data->>'bulkId')) WHERE data->>'bulkId' IS NOT NULL;
