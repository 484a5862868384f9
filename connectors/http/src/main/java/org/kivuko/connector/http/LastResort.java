package org.kivuko.connector.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.kivuko.model.Code;

/** Answers what is no HTTP, or comes while the door closes: a problem that says nothing of what was sent. */
final class LastResort implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 503 : response.getStatus();
        Code code = status >= 500 && status != 505
                ? Code.NOT_AVAILABLE
                : status == 413 || status == 414 || status == 431 ? Code.TOO_LARGE : Code.UNREADABLE;
        String detail = code == Code.UNREADABLE ? "This is not a request that the hub can read" : code.title();
        Answer answer = Problem.of(status, code, detail);
        FrontDoor.send(status == 404 ? answer : answer.with("Connection", "close"), request, response, callback);
        return true;
    }
}
