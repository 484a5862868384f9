package org.kivuko.hub.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kivuko.hub.client.HubClient;

/** Which answer keeps which promise, and that every other one does not. */
class AnswersTest {
    private static final Optional<String> FIRST = Optional.of("2026-11-23T08:00:00Z");
    private static final HubClient.Answer ACCEPTED = answer(202, "{\"acceptedAt\":\"2026-11-23T08:00:00Z\"}");
    private static final HubClient.Answer KNOWN = answer(200, "{\"acceptedAt\":\"2026-11-23T08:00:00Z\"}");
    private static final HubClient.Answer ANEW = answer(202, "{\"acceptedAt\":\"2026-11-23T08:00:05Z\"}");
    private static final HubClient.Answer CONFLICT = answer(409, "{\"code\":\"CONFLICT\"}");
    private static final HubClient.Answer UNKNOWN = answer(422, "{\"code\":\"UNKNOWN_REFERENCE\"}");
    private static final HubClient.Answer FUTURE =
            answer(422, "{\"code\":\"SCHEMA_VIOLATION\",\"errors\":[{\"pointer\":\"/time\"}]}");
    private static final HubClient.Answer SIGNATURE = answer(422, "{\"code\":\"CAP_24\"}");
    private static final HubClient.Answer STRANGER = answer(401, "{\"code\":\"NOT_AUTHENTICATED\"}");

    private static HubClient.Answer answer(int status, String body) {
        return new HubClient.Answer(status, body, Optional.empty());
    }

    @Test
    void eachRefusalThatIsOwedIsTheOnlyOneThatWillDo() {
        Map<Promise, HubClient.Answer> owed = Map.of(
                Promise.REFUSES_OTHER_CONTENT, CONFLICT,
                Promise.REFUSES_UNKNOWN_REFERENCE, UNKNOWN,
                Promise.REFUSES_FUTURE, FUTURE,
                Promise.REFUSES_BROKEN_SIGNATURE, SIGNATURE,
                Promise.REFUSES_WRONG_KEY, STRANGER);
        owed.forEach((promise, right) -> {
            assertThat(Answers.keep(promise, right, FIRST)).as(promise.words()).isTrue();
            assertThat(Answers.keep(promise, ACCEPTED, FIRST))
                    .as(promise.words())
                    .isFalse();
            owed.forEach((other, answer) ->
                    assertThat(Answers.keep(promise, answer, FIRST)).isEqualTo(promise == other));
        });
    }

    @Test
    void theSameMessageAgainHasTheFirstReceipt() {
        assertThat(Answers.keep(Promise.KNOWS_AGAIN, KNOWN, FIRST)).isTrue();
        assertThat(Answers.keep(Promise.KNOWS_AGAIN, ACCEPTED, FIRST)).isTrue();
        assertThat(Answers.keep(Promise.KNOWS_AGAIN, ANEW, FIRST)).isFalse();
        assertThat(Answers.keep(Promise.KNOWS_AGAIN, CONFLICT, FIRST)).isFalse();
    }

    @Test
    void whatIsSaidOfARefusalIsCodesAndPlacesAlone() {
        HubClient.Answer refusal = answer(
                422,
                "{\"code\":\"SCHEMA_VIOLATION\",\"detail\":\"SECRET\",\"errors\":[{\"pointer\":\"/data/urgency\",\"detail\":\"SECRET\"}]}");
        assertThat(Answers.found(refusal)).isEqualTo("422 SCHEMA_VIOLATION /data/urgency");
        assertThat(Answers.found(answer(502, "<html>"))).isEqualTo("502 without a code");
    }
}
