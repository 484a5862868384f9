package org.kivuko.connector.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.kivuko.operations.search.SavedView;
import org.kivuko.operations.search.SavedViews;

/** The table {@code saved_view}. Thread-safe. */
final class ViewRows implements SavedViews {
    private static final int MOST_SHARED = 1_000;

    private final Database database;

    ViewRows(Database database) {
        this.database = database;
    }

    @Override
    public List<SavedView> of(String login) {
        return database.inOneStatement("list saved views", handle -> handle.createQuery(
                        """
                        select view, owner, name, page, query, shared, saved_at from (
                            select * from saved_view where owner = :login
                            union all
                            (select * from saved_view where shared and owner <> :login limit :most)) v
                        order by page, name, owner
                        """)
                .bind("login", login)
                .bind("most", MOST_SHARED)
                .map((row, context) -> view(row))
                .list());
    }

    @Override
    public Result save(SavedView view) {
        return database.inTransaction("save a view", handle -> {
            // Two views of one person come one after the other.
            handle.createQuery("select pg_advisory_xact_lock(hashtext(:name))")
                    .bind("name", "saved views of " + view.owner())
                    .mapTo(String.class)
                    .list();
            if (update(handle, view) == 1) {
                return Result.SAVED;
            }
            return count(handle, view.owner()) >= MOST ? Result.TOO_MANY : insert(handle, view);
        });
    }

    private static int update(Handle handle, SavedView view) {
        return execute(
                handle,
                view,
                """
                update saved_view v set name = :name, page = :page, query = :query, shared = :shared, saved_at = :at
                where view = :view and owner = :owner and not exists (select from saved_view o
                    where o.owner = v.owner and o.page = :page and o.name = :name and o.view <> v.view)
                """);
    }

    /** How many rows a statement about a view has changed. */
    private static int execute(Handle handle, SavedView view, String sql) {
        return handle.createUpdate(sql)
                .bind("view", view.view())
                .bind("owner", view.owner())
                .bind("name", view.name())
                .bind("page", view.page())
                .bind("query", view.query())
                .bind("shared", view.shared())
                .bind("at", Columns.kept(view.savedAt()))
                .execute();
    }

    private static int count(Handle handle, String owner) {
        return handle.createQuery("select count(*) from saved_view where owner = :owner")
                .bind("owner", owner)
                .mapTo(Integer.class)
                .one();
    }

    private static Result insert(Handle handle, SavedView view) {
        int made = execute(
                handle,
                view,
                """
                insert into saved_view (view, owner, name, page, query, shared, saved_at)
                values (:view, :owner, :name, :page, :query, :shared, :at) on conflict do nothing
                """);
        return made == 1 ? Result.SAVED : Result.TAKEN;
    }

    @Override
    public boolean remove(String login, UUID view) {
        return database.inOneStatement("remove a view", handle -> handle.createUpdate(
                                "delete from saved_view where view = :view and owner = :login")
                        .bind("view", view)
                        .bind("login", login)
                        .execute())
                == 1;
    }

    private static SavedView view(ResultSet row) throws SQLException {
        return new SavedView(
                row.getObject("view", UUID.class),
                row.getString("owner"),
                row.getString("name"),
                row.getString("page"),
                row.getString("query"),
                row.getBoolean("shared"),
                Columns.instant(row, "saved_at"));
    }
}
