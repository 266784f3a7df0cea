package io.github.fer4j.db.internal;

import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jooq.Binding;
import org.jooq.BindingGetResultSetContext;
import org.jooq.BindingGetSQLInputContext;
import org.jooq.BindingGetStatementContext;
import org.jooq.BindingRegisterContext;
import org.jooq.BindingSQLContext;
import org.jooq.BindingSetSQLOutputContext;
import org.jooq.BindingSetStatementContext;
import org.jooq.Converter;
import org.jooq.impl.DSL;

/**
 * An instant as the date and time of UTC, whatever the time zones of the JVM and the session.
 *
 * <p>jOOQ's own binding goes by way of {@link java.sql.Timestamp}, which is a local time of the
 * JVM: an instant whose UTC reading falls in the hour that a summer time skips would come back an
 * hour late. Here the driver is given a {@link LocalDateTime}, which it sends as it stands.
 */
public final class UtcBinding implements Binding<LocalDateTime, Instant> {
  private static final long serialVersionUID = 1L;

  private static final Converter<LocalDateTime, Instant> CONVERTER =
      Converter.ofNullable(
          LocalDateTime.class,
          Instant.class,
          time -> time.toInstant(ZoneOffset.UTC),
          instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC));

  @Override
  public Converter<LocalDateTime, Instant> converter() {
    return CONVERTER;
  }

  @Override
  public void sql(BindingSQLContext<Instant> context) throws SQLException {
    context.render().visit(DSL.sql(context.variable()));
  }

  @Override
  public void register(BindingRegisterContext<Instant> context) throws SQLException {
    context.statement().registerOutParameter(context.index(), Types.TIMESTAMP);
  }

  @Override
  public void set(BindingSetStatementContext<Instant> context) throws SQLException {
    context.statement().setObject(context.index(), CONVERTER.to(context.value()), Types.TIMESTAMP);
  }

  @Override
  public void get(BindingGetResultSetContext<Instant> context) throws SQLException {
    context
        .convert(CONVERTER)
        .value(context.resultSet().getObject(context.index(), LocalDateTime.class));
  }

  @Override
  public void get(BindingGetStatementContext<Instant> context) throws SQLException {
    context
        .convert(CONVERTER)
        .value(context.statement().getObject(context.index(), LocalDateTime.class));
  }

  @Override
  public void set(BindingSetSQLOutputContext<Instant> context) throws SQLException {
    throw new SQLFeatureNotSupportedException("User-defined types hold no instants here");
  }

  @Override
  public void get(BindingGetSQLInputContext<Instant> context) throws SQLException {
    throw new SQLFeatureNotSupportedException("User-defined types hold no instants here");
  }
}
