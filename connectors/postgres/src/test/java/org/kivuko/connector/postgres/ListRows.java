package org.kivuko.connector.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.kivuko.model.AgencyId;

/**
 * Rows of everything that operators see lists of, each a function of its number and the seed. There are two thousand agencies; a
 * few are common and most are rare, and so are people, causes and actions. The state {@code DJI} has one agency in five hundred.
 */
final class ListRows {
    static final Instant END = Instant.parse("2026-11-26T00:00:00Z");
    static final String RARE_STATE = "DJI";
    static final String COMMON_LOGIN = "login-0";
    static final String RARE_LOGIN = "login-49";
    static final String COMMON_CODE = "UNREADABLE";
    static final String RARE_CODE = "TOO_LARGE";
    static final int AGENCIES = 2_000;
    private static final List<String> STATES = List.of("KEN", "UGA", "TZA", "RWA", "BDI", "SSD", "COD", "SOM");
    private static final String DAYS = "300";

    private static final String FUNCTIONS =
            """
            create function part(n bigint, salt bigint) returns double precision language sql immutable as $$
                select (hashint8extended(n, salt) & 2147483647) / 2147483648.0 $$;
            create function rare(n bigint, salt bigint, kinds integer) returns integer language sql immutable as $$
                select cast(floor(kinds * power((hashint8extended(n, salt) & 2147483647) / 2147483648.0, 3)) as integer) $$;
            create function agency_no(k integer) returns text language plpgsql immutable as $$
                begin return case when k % 500 = 499 then 'DJI'
                    else (array['KEN','UGA','TZA','RWA','BDI','SSD','COD','SOM'])[1 + k % 8] end || '.A' || k; end $$;
            create function moment(n bigint, total bigint) returns timestamptz language sql immutable as $$
                select timestamptz '2026-11-26T00:00:00Z' - interval 'DAYS days' * (1 - n / cast(total as double precision)) $$;
            """
                    .replace("DAYS", DAYS);

    private final double size;

    /** @param size 1 for as many as a region has after years */
    ListRows(double size) {
        this.size = size;
    }

    long many(long full) {
        return Math.max(200, Math.round(full * size));
    }

    /** The agency of a place in the order of how common they are, from 0. */
    static AgencyId agency(int place) {
        return AgencyId.of((place % 500 == 499 ? RARE_STATE : STATES.get(place % STATES.size())) + ".A" + place);
    }

    static AgencyId anyAgency(SplittableRandom random) {
        return agency((int) (AGENCIES * Math.pow(random.nextDouble(), 3)));
    }

    /** Fills empty tables. Triggers do not run meanwhile. */
    void load(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute("set synchronous_commit = off");
            statement.execute(FUNCTIONS);
            Stream.of(audit(), copies(), redrives(), messages(), alerts(), landscape(), queues(), rest())
                    .flatMap(List::stream)
                    .forEach(sql -> execute(statement, sql));
            statement.execute("vacuum analyze");
        }
    }

    private static void execute(java.sql.Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private String of(String sql, long full) {
        return sql.replace("ROWS", Long.toString(many(full)));
    }

    private List<String> audit() {
        return List.of(
                of(
                        """
                insert into audit (id, at, login, address, action, target, agencies, states, texts_key, texts_sealed, before, after, outcome)
                select gen_random_uuid(), moment(n, ROWS), 'login-' || rare(n, 1, 50), '10.0.0.' || n % 250,
                    'POST /v1/ops/act-' || rare(n, 2, 40), case when n % 3 = 0 then a else gen_random_uuid() || '' end,
                    case when n % 3 = 0 then array[a] else '{}' end, case when n % 3 = 0 then array[split_part(a, '.', 1)] else '{}' end,
                    decode(repeat('ab', 40), 'hex'), decode(repeat('cd', 60), 'hex'), '{"state":"open"}', '{"state":"done"}',
                    (array['done','done','refused'])[1 + n % 3]
                from (select n, agency_no(rare(n, 3, 2000)) as a from generate_series(1, ROWS) n offset 0) x
                """,
                        1_000_000),
                """
                insert into audit_place (place, at, no, login, action)
                select p, a.at, a.no, a.login, a.action from audit a cross join lateral unnest(a.states || a.agencies) as p
                """);
    }

    private List<String> copies() {
        return List.of(
                of(
                        """
                        insert into batch (queue, epoch, number, accepted, duplicates, conflicts, quarantined, turned, released, reduced,
                            held, refused, recorded_at)
                        select 'agency.' || agency_no(rare(n, 5, 2000)) || '.outbox', 1, n, 1, 0, 0, 0, 0, 1, 0, 0, 0, now()
                        from generate_series(1, ROWS) n
                        """,
                        10_000),
                of(
                        """
                        insert into copy (batch, kind, agency, door, at, code, faults, uid)
                        select 1 + n % BATCHES, 'quarantined', agency_no(rare(n, 6, 2000)), 'broker', moment(n, ROWS),
                            (array['UNREADABLE','SCHEMA_VIOLATION','REPLAYED','DUPLICATE','CONFLICT','TOO_LARGE'])[1 + rare(n, 7, 6)],
                            array['/data/x', 'SCHEMA_VIOLATION', 'a text is needed here'], gen_random_uuid()
                        from generate_series(1, ROWS) n
                        """
                                .replace("BATCHES", Long.toString(many(10_000))),
                        100_000),
                of(
                        """
                        insert into copy (batch, kind, agency, door, at, code, faults, uid, gone, gone_at)
                        select 1, 'quarantined', agency_no(rare(n, 6, 2000)), 'broker', moment(n, ROWS), 'UNREADABLE', '{}',
                            gen_random_uuid(), 'redriven', now()
                        from generate_series(1, ROWS) n
                        """,
                        100_000));
    }

    private List<String> redrives() {
        return List.of(
                """
                insert into redrive_set (id, queue, by, until, count) select gen_random_uuid(), 'hub.quarantine', 'login-' || rare(n, 8, 50),
                    timestamptz '2026-11-25T00:00:00Z', 10 from generate_series(1, 2000) n
                """,
                """
                insert into redrive (id, key, queue, by, reason_key, reason_sealed, state, count, per_second, started_at)
                select id, gen_random_uuid(), queue, by, '\\x00', '\\x00', 'done', count, 50, until from redrive_set
                """,
                of(
                        """
                        insert into redrive_item (set, no, copy, agency, outbox, state, at)
                        select s.id, n, gen_random_uuid() || '', agency_no(rare(n, 9, 2000)), 'agency.KEN.A0.outbox',
                            case when n > ROWS / 2 then 'open' else 'moved' end, now()
                        from (select id from redrive order by no limit 1) s, generate_series(1, ROWS) n
                        """,
                        100_000),
                "update redrive set state = 'running', count = 100000 where no = (select min(no) from redrive)",
                of(
                        """
                        insert into redrive_edit (id, queue, copy, outbox, agency, by, at, reason_key, reason_sealed, body_key,
                            body_sealed, content_type, state)
                        select gen_random_uuid(), 'hub.quarantine', n || '', 'agency.KEN.A0.outbox', 'KEN.A0', 'login-0', now(), '\\x00',
                            '\\x00', '\\x00', decode(repeat('ab', 2000), 'hex'), 'application/json', 'sent' from generate_series(1, ROWS) n
                        """,
                        10_000));
    }

    /** Messages of which every sixth is held, every third is late at its recipient, and few are recalls or corrections. */
    private List<String> messages() {
        return List.of(
                of(
                        """
                        insert into message (source, id, digest, type, status, refs, person, protected_thread, door, queue, lane,
                            accepted_at, accepted, batch)
                        select a, 'm-' || n, '', case when n % 20000 = 5 then 'kivuko.correction.v1' when n % 5000 = 3 then 'kivuko.recall.v1'
                                else 'kivuko.alert.v1' end, 'actual',
                            case when n % 20000 = 5 or n % 5000 = 3 then array[agency_no(rare(n - 1, 10, 2000)) || '/m-' || n - 1]
                                when n % 1000 < 300 then array[agency_no(rare(n - n % 1000, 10, 2000)) || '/m-' || n - n % 1000] else '{}' end,
                            false, false, 'broker', 'agency.' || a || '.outbox', 'bulk', moment(n, ROWS), true, 1
                        from (select n, agency_no(rare(n, 10, 2000)) as a from generate_series(1, ROWS) n offset 0) x
                        """,
                        300_000),
                """
                insert into ruling (id, message, batch, recipient, outcome, crosses, rules, agreements, removed, transformed, handling,
                    judged_at, link_number, hold_cause, hold_until)
                select gen_random_uuid(), no, 1, agency_no(rare(no, 11, 2000)), case when no % 6 = 0 then 'held' else 'released' end,
                    no % 6 <> 0, '{r-1}', '{KEN-UGA.osbp@3}', '{}', '{}', 'H0', accepted_at, case when no % 6 <> 0 then no end,
                    case when no % 6 = 0 then 'review' end, case when no % 6 = 0 then accepted_at + interval '1 day' end
                from message order by no
                """,
                "insert into recall (message, done_at) select no, case when no % 2 = 0 then now() end from message"
                        + " where type = 'kivuko.recall.v1'",
                """
                insert into due (delivery, ruling, what, at, by, carried_by, carried_at)
                select id, no, 'late', judged_at + interval '1 hour', 'clock', case when no % 30 = 1 then 1 end,
                    case when no % 30 = 1 then judged_at end
                from ruling where crosses and no % 3 = 1 order by no
                """,
                """
                insert into delivery_event (ruling, state, at)
                select no, cast('fetched' as delivery_state), judged_at from ruling where crosses
                union all
                select no, cast('expired' as delivery_state), judged_at from ruling where crosses and no % 30 = 1
                    and no % 300 <> 1
                """);
    }

    private List<String> alerts() {
        return List.of(
                of(
                        """
                        insert into alert (id, hub, of_one_hub, kind, target, agency, severity, value, threshold, since, ended_at)
                        select gen_random_uuid(), '00000000-0000-0000-0000-000000000001', false, (array['DEPTH','OLDEST','SILENCE','REFUSALS'])[1 + n % 4],
                            case when n % 4 = 2 then a else 'agency.' || a || '.inbox-' || n end,
                            case when n % 50 = 0 then null else a end, 'attention', n % 1000, 100, moment(n, ROWS),
                            case when n < ROWS * 0.98 then moment(n, ROWS) + interval '5 minutes' end
                        from (select n, agency_no(rare(n, 12, 2000)) as a from generate_series(1, ROWS) n offset 0) x
                        on conflict do nothing
                        """,
                        100_000),
                """
                insert into alert_note (id, alert, by, at, text_key, text_sealed)
                select gen_random_uuid(), id, 'login-0', since, '\\x00', '\\x00' from alert where no % 2 = 0
                """,
                """
                insert into alert_notice (alert, started, channel, bundle, told_at)
                select id, s, c, gen_random_uuid(), since from alert, unnest(array[true, false]) as s,
                    unnest(array['mail', 'webhook']) as c where no % 2 = 0
                """);
    }

    /** A full day, which is as much as is kept. */
    private List<String> landscape() {
        return List.of(
                of(
                        """
                        insert into traffic (at, source, recipient, outcome, rulings)
                        select timestamptz '2026-11-25T00:00:00Z' + n % 144 * interval '10 minutes', agency_no(rare(n / 144, 13, 2000)),
                            agency_no(rare(n / 144, 14, 2000)), (array['released','reduced','held','refused'])[1 + rare(n, 15, 4)], 3
                        from generate_series(0, ROWS - 1) n on conflict do nothing
                        """,
                        1_000_000),
                """
                insert into traffic_sum (source, recipient, outcome, rulings)
                select source, recipient, outcome, sum(rulings) from traffic group by 1, 2, 3
                """,
                of(
                        """
                        insert into agreement_use (at, agreement, rulings)
                        select timestamptz '2026-11-25T00:00:00Z' + n % 144 * interval '10 minutes', 'AGREEMENT-' || n / 144, 5
                        from generate_series(0, ROWS - 1) n
                        """,
                        43_200),
                of(
                        """
                        insert into post_traffic (at, post, to_state, messages)
                        select timestamptz '2026-11-25T00:00:00Z' + n % 144 * interval '10 minutes', 'POST-' || n / 144 / 4,
                            (array['','KEN','UGA','TZA'])[1 + n / 144 % 4], 7
                        from generate_series(0, ROWS - 1) n
                        """,
                        230_400),
                "insert into post_report (post, at) select 'POST-' || n, now() from generate_series(0, 399) n",
                "insert into agency_seen (agency, at) select agency_no(n), now() from generate_series(0, 1999) n",
                """
                insert into agreement_suspension (id, agreement, from_state, to_state, suspended_by, suspended_at, reason_key,
                    reason_sealed, resumed_by, resumed_at)
                select gen_random_uuid(), 'AGREEMENT-' || n, 'KEN', 'UGA', 'login-0', now(), '\\x00', '\\x00',
                    case when n > 50 then 'login-1' end, case when n > 50 then now() end
                from generate_series(1, 20000) n
                """);
    }

    private List<String> queues() {
        return List.of(
                "insert into queue_name (queue) select 'agency.' || agency_no(n % 2000) || '.inbox-' || n / 2000"
                        + " from generate_series(0, 9999) n",
                of(
                        """
                        insert into queue_point (step, queue, at, messages, in_per_second, out_per_second)
                        select step, q, timestamptz '2026-11-26T00:00:00Z' - n * step * interval '1 second', n, 1, 2
                        from generate_series(1, ROWS) q, (values (60, 59), (600, 143), (3600, 167)) s (step, many),
                            generate_series(0, many) n
                        """,
                        10_000),
                of(
                        """
                        insert into queue_act (key, queue, resumed, by, at, reason_key, reason_sealed)
                        select gen_random_uuid(), 'agency.' || agency_no(n % 2000) || '.inbox-0', n % 2 = 0, 'login-0', now(), '\\x00', '\\x00'
                        from generate_series(1, ROWS) n
                        """,
                        20_000));
    }

    private List<String> rest() {
        return List.of(
                """
                insert into person (login, name, roles, states, agencies, locked, made_at, changed_at)
                select 'login-' || n, 'Desk ' || n, '{viewer}', '{}', '{}', false, now(), now() from generate_series(0, 1999) n
                """,
                """
                insert into saved_view (view, owner, name, page, query, shared, saved_at)
                select gen_random_uuid(), 'login-' || n % 2000, 'view ' || n, 'messages', 'from=KEN', n % 5 = 0, now()
                from generate_series(1, 40000) n
                """,
                """
                insert into shift_note (id, by, at, text_key, text_sealed)
                select gen_random_uuid(), 'login-0', now(), '\\x00', '\\x00' from generate_series(1, 20000) n
                """,
                """
                insert into maintenance (id, agency, begins, ends, by, at, text_key, text_sealed, told_at)
                select gen_random_uuid(), agency_no(n % 2000), t, t + interval '2 hours', 'login-0', t, '\\x00', '\\x00', t
                from (select n, moment(n, 20000) as t from generate_series(1, 20000) n) x
                """);
    }
}
