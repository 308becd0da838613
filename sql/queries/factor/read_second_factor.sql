-- What the caller's second factor is like.
select auth.own_second_factor()
