package org.kivuko.connector.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.kivuko.model.Consent;

/** What recordings note of questions and consent. What is recorded anew after a batch was superseded is noted anew. */
final class Followups {
    private Followups() {}

    static void note(Handle handle, Collection<Taken> taken) {
        var consents = new ArrayList<Taken>();
        for (Taken message : taken) {
            var header = message.entry().header();
            if (header.consent().isPresent()) {
                consents.add(message);
            }
        }
        consents(handle, consents);
    }

    /** To be called before the rulings are recorded, with which the end of the time for the answer becomes due. */
    static void noteQuestions(Handle handle, Collection<Taken> taken) {
        List<Taken> questions = taken.stream()
                .filter(message -> message.entry().header().within().isPresent())
                .toList();
        if (questions.isEmpty()) {
            return;
        }
        var insert = handle.createUpdate(
                """
                insert into question (message, answer_by)
                select cast(q.message as bigint), cast(q.answer_by as timestamptz)
                from unnest(:messages, :answerBys) as q (message, answer_by)
                on conflict (message) do update set answer_by = excluded.answer_by
                """);
        Columns.bind(insert, "messages", questions, question -> Long.toString(question.no()));
        Columns.bind(
                insert, "answerBys", questions, question -> answerBy(question).toString());
        insert.execute();
    }

    private static Instant answerBy(Taken question) {
        return question.acceptedAt().plus(question.entry().header().within().orElseThrow());
    }

    private static void consents(Handle handle, List<Taken> consents) {
        if (consents.isEmpty()) {
            return;
        }
        var insert = handle.createUpdate(
                """
                insert into consent (message, act, passed_on_to, purpose, granted_until)
                select cast(c.message as bigint), c.act, string_to_array(c.passed_on_to, ' '), c.purpose,
                    cast(c.granted_until as timestamptz)
                from unnest(:messages, :acts, :passedOnTos, :purposes, :granted) as c
                    (message, act, passed_on_to, purpose, granted_until)
                on conflict (message) do nothing
                """);
        Columns.bind(insert, "messages", consents, message -> Long.toString(message.no()));
        Columns.bind(insert, "acts", consents, message -> consent(message).act().code());
        Columns.bind(
                insert,
                "passedOnTos",
                consents,
                message -> String.join(
                        " ",
                        consent(message).recipients().stream()
                                .map(Object::toString)
                                .toList()));
        Columns.bind(
                insert,
                "purposes",
                consents,
                message -> Columns.codeOrNull(consent(message).purpose()));
        Columns.bind(insert, "granted", consents, message -> consent(message)
                .until()
                .map(end -> Columns.kept(end.toInstant()).toString())
                .orElse(null));
        insert.execute();
        answered(handle, consents.stream().filter(Followups::answers).toList());
    }

    private static Consent consent(Taken message) {
        return message.entry().header().consent().orElseThrow();
    }

    private static boolean answers(Taken message) {
        Consent.Act act = consent(message).act();
        return act == Consent.Act.GRANT || act == Consent.Act.DENY;
    }

    /** A grant or denial answers what its recipient asked of the same state about the same message. */
    private static void answered(Handle handle, List<Taken> answers) {
        if (answers.isEmpty()) {
            return;
        }
        var insert = handle.createUpdate(
                """
                insert into delivery_event (ruling, state, at)
                select asked.no, 'answered', min(given.judged_at)
                from unnest(:messages) as a (message)
                join message answer on answer.no = cast(a.message as bigint)
                join ruling given on given.message = answer.no and given.crosses and given.superseded_at is null
                join message ask on ask.source = given.recipient and ask.refs <> '{}' and ask.refs @> answer.refs
                    and ask.batch is not null
                join consent c on c.message = ask.no and c.act = 'ask'
                join ruling asked on asked.message = ask.no and asked.crosses and asked.superseded_at is null
                    and split_part(asked.recipient, '.', 1) = split_part(answer.source, '.', 1)
                group by asked.no order by asked.no
                on conflict (ruling, state) do nothing
                """);
        Columns.bind(insert, "messages", answers, message -> Long.toString(message.no()));
        insert.execute();
    }
}
