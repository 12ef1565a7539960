-- What several hosts on one database share beside its rows.

-- Who is a host. Names of tables, columns and queries, and what each query takes and gives, are what Orleans' provider for ADO.NET asks for; it makes none of them itself.
CREATE TABLE OrleansQuery (
    QueryKey  varchar(64) PRIMARY KEY,
    QueryText text NOT NULL
);

CREATE TABLE OrleansMembershipVersionTable (
    DeploymentId varchar(150) PRIMARY KEY,
    Timestamp    timestamptz NOT NULL DEFAULT now(),
    Version      integer NOT NULL DEFAULT 0
);

CREATE TABLE OrleansMembershipTable (
    DeploymentId  varchar(150) NOT NULL REFERENCES OrleansMembershipVersionTable(DeploymentId),
    Address       varchar(45) NOT NULL,
    Port          integer NOT NULL,
    Generation    integer NOT NULL,
    SiloName      varchar(150) NOT NULL,
    HostName      varchar(150) NOT NULL,
    Status        integer NOT NULL,
    ProxyPort     integer,
    SuspectTimes  text,
    StartTime     timestamptz NOT NULL,
    IAmAliveTime  timestamptz NOT NULL,
    PRIMARY KEY (DeploymentId, Address, Port, Generation)
);

-- Each write of a host's row moves the version on, and happens only if the version is the one that its writer has read: one statement, so both or neither.
INSERT INTO OrleansQuery VALUES
('InsertMembershipVersionKey',
 'WITH made AS (INSERT INTO OrleansMembershipVersionTable(DeploymentId) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
  SELECT count(*)::integer FROM made'),
('InsertMembershipKey',
 'WITH moved AS (
      UPDATE OrleansMembershipVersionTable SET Version = Version + 1, Timestamp = now()
      WHERE DeploymentId = @DeploymentId AND Version = @Version
        AND NOT EXISTS (SELECT 1 FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation)
      RETURNING DeploymentId),
  made AS (
      INSERT INTO OrleansMembershipTable(DeploymentId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
      SELECT DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM moved RETURNING 1)
  SELECT count(*)::integer FROM made'),
('UpdateMembershipKey',
 'WITH moved AS (
      UPDATE OrleansMembershipVersionTable SET Version = Version + 1, Timestamp = now()
      WHERE DeploymentId = @DeploymentId AND Version = @Version
        AND EXISTS (SELECT 1 FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation)
      RETURNING DeploymentId),
  changed AS (
      UPDATE OrleansMembershipTable m SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime FROM moved
      WHERE m.DeploymentId = moved.DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation RETURNING 1)
  SELECT count(*)::integer FROM changed'),
('UpdateIAmAlivetimeKey',
 'UPDATE OrleansMembershipTable SET IAmAliveTime = @IAmAliveTime WHERE DeploymentId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation'),
('MembershipReadRowKey',
 'SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime, v.Version
  FROM OrleansMembershipVersionTable v
  LEFT JOIN OrleansMembershipTable m ON m.DeploymentId = v.DeploymentId AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation
  WHERE v.DeploymentId = @DeploymentId'),
('MembershipReadAllKey',
 'SELECT v.DeploymentId, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime, v.Version
  FROM OrleansMembershipVersionTable v LEFT JOIN OrleansMembershipTable m ON m.DeploymentId = v.DeploymentId
  WHERE v.DeploymentId = @DeploymentId'),
('DeleteMembershipTableEntriesKey',
 'WITH gone AS (DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId)
  UPDATE OrleansMembershipVersionTable SET Version = Version + 1 WHERE DeploymentId = @DeploymentId'),
('CleanupDefunctSiloEntriesKey',
 'DELETE FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId AND IAmAliveTime < @IAmAliveTime AND Status <> 3'),
('GatewaysQueryKey',
 'SELECT Address, ProxyPort, Generation FROM OrleansMembershipTable WHERE DeploymentId = @DeploymentId AND Status = @Status AND ProxyPort > 0');

-- The candidate shards. Who holds one has its epoch: another that takes the shard over moves it on, and what the one before still wants to write is refused.
CREATE TABLE shards (
    shard   bigint PRIMARY KEY,
    epoch   bigint NOT NULL,
    session bigint NOT NULL,
    host    text NOT NULL,
    bodies  bigint NOT NULL,
    since   timestamptz NOT NULL
);

-- What all hosts must have the same, and by what the keys in the logs were shared out.
CREATE TABLE cluster_settings (
    name    text NOT NULL,
    shards  bigint NOT NULL,
    sharing text NOT NULL DEFAULT ''
);

-- What each shard was told: bodies with the keys that are the shard's, or bodies that are gone.
CREATE TABLE shard_log (
    shard   bigint NOT NULL,
    seq     bigint GENERATED ALWAYS AS IDENTITY,
    gone    boolean NOT NULL,
    entries bytea NOT NULL,
    PRIMARY KEY (shard, seq)
);
-- Keys are hashes.
ALTER TABLE shard_log ALTER COLUMN entries SET STORAGE EXTERNAL;

-- Moves on with what is learned of templates: hosts that prepare pages for the writer know by it what they have read.
CREATE TABLE chrome_version (version bigint NOT NULL);
INSERT INTO chrome_version VALUES (0);

-- Of writers, one after another: a shard listens to the last alone.
CREATE SEQUENCE writer_sessions;

-- Pages and jobs that wait for the writer, from whatever host they came.
CREATE TABLE posts (
    number  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    is_job  boolean NOT NULL,
    pages   integer NOT NULL,
    bytes   integer NOT NULL,
    body    bytea,
    stored  boolean NOT NULL DEFAULT false,
    host    text NOT NULL,
    taken   timestamptz NOT NULL DEFAULT now()
);

-- A post lies there for moments: to compress it takes longer than to write it.
ALTER TABLE posts ALTER COLUMN body SET STORAGE EXTERNAL;

-- These are compressed already.
ALTER TABLE pages ALTER COLUMN page SET STORAGE EXTERNAL, ALTER COLUMN body SET STORAGE EXTERNAL;

-- How many wait for their clusters is asked again and again.
CREATE INDEX variants_waiting ON variants(id) WHERE relation IS NULL;

CREATE TABLE job_records (
    number bigint PRIMARY KEY,
    record bytea NOT NULL
);
