package org.kivuko.model;

import java.util.List;
import java.util.Set;

/** The form of a reply's {@code data}. */
final class ReplyForm {
    static final Kind<Payload> REPLY = Kinds.object(ReplyForm::read);

    private static final Kind<Reply.Result> RESULT = Kinds.word(Reply.Result.class);
    private static final Kind<List<Reply.Action>> ACTIONS = Kinds.distinct(0, 10, Kinds.word(Reply.Action.class));
    private static final Kind<List<MessageKey>> REFERENCES = Kinds.distinct(1, Forms.MOST_REFERENCES, Forms.KEY);
    private static final Kind<Reply.Place> PLACE = Kinds.object(
            place -> new Reply.Place(place.may("post", Forms.POST), place.may("unlocode", Forms.UNLOCODE)));

    private ReplyForm() {}

    private static Reply read(Members data) {
        return new Reply(
                data.needList("references", REFERENCES),
                data.need("result", RESULT),
                data.may("place", PLACE),
                data.may("at", Kinds.INSTANT),
                Set.copyOf(data.list("action", ACTIONS)),
                data.may("contact", Forms.TEXT),
                data.may("note", Forms.TEXT));
    }
}
