package org.kivuko.model;

import java.util.List;

/** The form of a request's {@code data}. */
final class RequestForm {
    static final Kind<Payload> REQUEST = Kinds.object(RequestForm::read);

    private static final Kind<Request.Question> QUESTION = Kinds.word(Request.Question.class);
    private static final Kind<List<MessageKey>> REFERENCES = Kinds.distinct(0, Forms.MOST_REFERENCES, Forms.KEY);

    private RequestForm() {}

    private static Request read(Members data) {
        return new Request(
                data.list("references", REFERENCES),
                data.need("question", QUESTION),
                data.may("subject", SubjectForm.SUBJECT),
                data.need("within", Forms.WITHIN),
                data.may("note", Forms.TEXT));
    }
}
