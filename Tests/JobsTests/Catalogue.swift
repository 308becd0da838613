import Postgres

/// All that the schema consists of, a line each, to compare databases. Monthly partitions come and go by themselves.
enum Catalogue {
  private static let query = """
    with own as (select oid from pg_namespace where nspname in ('app', 'api', 'auth', 'audit', 'ops'))
    select format('column %s.%s %s %s %s %s', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull,
        attidentity, pg_get_expr(adbin, adrelid)) as line
    from pg_attribute
    join pg_class on pg_class.oid = attrelid
    left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where relnamespace in (table own) and relkind in ('r', 'p', 'v') and attnum > 0 and not attisdropped
    union all
    select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    from pg_constraint where connamespace in (table own)
    union all
    select format('index %s', pg_get_indexdef(indexrelid))
    from pg_index join pg_class on pg_class.oid = indrelid where relnamespace in (table own)
    union all
    select format('policy %s %s %s %s %s %s', polrelid::regclass, polname, polcmd, polroles::regrole[],
        pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
    from pg_policy
    union all
    select format('trigger %s %s %s', tgrelid::regclass, pg_get_triggerdef(pg_trigger.oid), tgenabled)
    from pg_trigger join pg_class on pg_class.oid = tgrelid where relnamespace in (table own) and not tgisinternal
    union all
    select format('function %s %s', oid::regprocedure, md5(pg_get_functiondef(oid)))
    from pg_proc where pronamespace in (table own)
    union all
    select format('view %s %s', oid::regclass, md5(pg_get_viewdef(oid)))
    from pg_class where relkind = 'v' and relnamespace in (table own)
    union all
    select format('relation %s %s owner %s rls %s %s acl %s', relkind, oid::regclass, relowner::regrole, relrowsecurity,
        relforcerowsecurity, relacl)
    from pg_class where relnamespace in (table own)
    union all
    select format('type %s %s', typname, array(select enumlabel from pg_enum where enumtypid = pg_type.oid order by enumsortorder))
    from pg_type where typnamespace in (table own) and typtype = 'e'
    union all
    select format('comment %s %s', pg_describe_object(classoid, objoid, objsubid), description)
    from pg_description
    where (classoid = 'pg_class'::regclass and objoid in (select oid from pg_class where relnamespace in (table own)))
      or (classoid = 'pg_proc'::regclass and objoid in (select oid from pg_proc where pronamespace in (table own)))
    order by line
    """

  static func lines(_ session: Session) async throws -> Set<String> {
    Set(try await session.lines(query).filter { !$0.contains(/_event_\d{4}_\d{2}/) })
  }
}
