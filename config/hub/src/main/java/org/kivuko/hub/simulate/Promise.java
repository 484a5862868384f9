package org.kivuko.hub.simulate;

/** What a hub owes its agencies, as far as a neighbour can see it. */
enum Promise {
    TAKES_VALID("a valid message is accepted"),
    KNOWS_AGAIN("the same message again gets the first receipt"),
    REFUSES_OTHER_CONTENT("other content under the same id is CONFLICT"),
    REFUSES_UNKNOWN_REFERENCE("an Update of what the hub does not know is UNKNOWN_REFERENCE"),
    TAKES_UPDATE_AFTERWARDS("the same Update is accepted once its alert is known"),
    REFUSES_FUTURE("a time hours ahead is refused, and /time is named"),
    TAKES_PAST("a time hours behind is accepted"),
    BEARS_MINUTES("a time two minutes ahead is accepted"),
    REFUSES_BROKEN_SIGNATURE("a signature that does not fit is CAP_24"),
    REFUSES_WRONG_KEY("a wrong key is NOT_AUTHENTICATED, for posting and for fetching"),
    NAMES_THE_TIME("a 429 names a time after which the hub takes messages again"),
    ANSWERS_IN_THE_END("what had no answer is answered when it is sent again"),
    JUDGES("what was accepted is judged"),
    GIVES_ONE_RECEIPT("each message that was accepted has one receipt"),
    DELIVERS_ONCE("no message is delivered twice"),
    DELIVERS_TO_NEIGHBOURS("what crosses to a neighbour of this run arrives there"),
    COMES_AGAIN("what was not acknowledged comes again under the same delivery"),
    NOTHING_NEWER_FIRST("it comes again before anything newer of its link"),
    TAKES_ACKNOWLEDGEMENT("an acknowledgement is taken, also late or twice"),
    NEVER_AFTERWARDS("what was acknowledged does not come again"),
    KEEPS_ORDER("link numbers rise"),
    LEAVES_NO_GAP("link numbers have no gap"),
    TAKES_ANSWERS("an answer to a delivery is accepted");

    private final String words;

    Promise(String words) {
        this.words = words;
    }

    /** Why it may not have been seen; empty where nothing came of that kind. */
    String unseen() {
        return switch (this) {
            case REFUSES_BROKEN_SIGNATURE -> "the hub has no certificate of this agency, or it may send no alerts";
            case NAMES_THE_TIME -> "no quota was used up";
            case COMES_AGAIN, DELIVERS_ONCE, LEAVES_NO_GAP, NEVER_AFTERWARDS ->
                "nothing was delivered that could show it";
            case DELIVERS_TO_NEIGHBOURS -> "nothing that names no person went to another neighbour of this run";
            case TAKES_ANSWERS -> "nothing was delivered that wants an answer";
            default -> "no occasion";
        };
    }

    /** One sentence for readers. */
    String words() {
        return words;
    }
}
