-- Two schools with their staff, classrooms and students. Generated from numbers alone: every load gives the same names.
-- The setting demo.password_hash holds the hash of the password that all logins have.
set local role school_support_owner;

select audit.create_partitions((current_date - interval '1 year')::date, (current_date + interval '3 months')::date);

create temporary table demo_name (
  culture integer,
  position integer,
  given text,
  family text,
  primary key (culture, position)
) on commit drop;
insert into demo_name (culture, position, given, family)
select culture, position - 1, given, family
from (
  values
    (0, '{Ayaan,Cabdi,Deeqa,Faadumo,Guuleed,Hodan,Idil,Jaamac,Khadra,Liibaan,Maxamed,Nimco,Rooble,Sahra,Warsame,Xaliimo}'::text[],
      '{Cali,Axmed,Xasan,Nuur,Cismaan,Faarax,Jaamac,Warsame,Cumar,Muuse,Aadan,Yuusuf,Samatar,Diiriye,Guleed,Shire}'::text[]),
    (1, '{أمل,بلال,جمانة,حسن,دانية,رامي,زينب,سامي,شهد,طارق,عمر,فاطمة,كريم,ليلى,مريم,يوسف}'::text[],
      '{الأحمد,البكري,الحداد,الخطيب,الزهراني,السعيد,الشامي,الصالح,العلي,الغامدي,القاسم,المالكي,النجار,الهاشمي,درويش,منصور}'::text[]),
    (2, '{João,Inês,Tomás,Beatriz,Simão,Conceição,Gonçalo,Luísa,Álvaro,Márcia,Nuno,Patrícia,Rúben,Sónia,Vítor,Zélia}'::text[],
      '{Gonçalves,Simões,Araújo,Magalhães,Brandão,Conceição,Falcão,Guimarães,Leitão,Morães,Nóbrega,"d''Oliveira",Patrício,Queirós,"São Bento",Vilaça}'::text[]),
    (3, '{Aino,Eemeli,Kerttu,Väinö,Sisu,Päivi,Yrjö,Öili,Tyyne,Jääskö,Lempi,Onni,Ilmari,Hilja,Rauha,Touko}'::text[],
      '{Mäkelä,Hämäläinen,Järvinen,Yli-Ojanperä,Kääriäinen,Pöyhönen,Väisänen,Nyström,Åström,Ylönen,Lähdesmäki,Sjöberg,Törmä,Äijälä,Öhman,Räsänen}'::text[]),
    (4, '{Siobhán,Niamh,Órla,Tadhg,Aoife,Cillian,Éamon,Fionnuala,Gráinne,Pádraig,Róisín,Seán,Sorcha,Úna,Bríd,Dónal}'::text[],
      '{O''Brien,O''Sullivan,D''Arcy,Ní Dhónaill,Mac Giolla,O''Neill,Ó Súilleabháin,Nic Aodha,O''Shea,de Búrca,O''Dowd,Mac an tSaoir,O''Hara,Ó Cléirigh,O''Casey,Fitzgerald}'::text[]),
    (5, E'{Zoe\u0308,Rene\u0301e,Ngu\u0301yet,Du\u031b\u0301c,Hie\u0302\u0301u,Lan,Minh,Bi\u0300nh,Thu\u0309y,Tua\u0302\u0301n,Quy\u0300nh,Phu\u031bo\u031bng,My\u0303,Kho\u0302i,Ha\u0300,Anh}'::text[],
      E'{Nguye\u0302\u0303n,Tra\u0302\u0300n,Le\u0302,Pha\u0323m,Hua\u0300nh,Phan,Vu\u0303,Ðo\u0302\u0303,Bu\u0300i,Ho\u0302\u0300,Ngo\u0302,Du\u031bo\u031bng,Ly\u0301,Ma\u0323c,Tru\u031bo\u031bng,Ðinh}'::text[])
) source (culture, given_names, family_names),
  unnest(given_names, family_names) with ordinality as name (given, family, position);

-- The name of person number n: cultures take turns, given and family names run through all pairs.
create or replace function pg_temp.demo_name(number integer) returns text
language sql stable as $$
  select given_name.given || ' ' || family_name.family
  from demo_name given_name
  join demo_name family_name on family_name.culture = given_name.culture
  where given_name.culture = number % 6
    and given_name.position = (number / 6) % 16
    and family_name.position = ((number / 6) / 16 + number / 6 * 5) % 16
$$;

insert into app.school (name, time_zone) values ('Demo School', 'Europe/Lisbon'), ('Other School', 'Africa/Mogadishu');

create temporary table demo_school on commit drop as
select school_id, name, case name when 'Demo School' then 'demo' else 'other' end as domain,
  case name when 'Demo School' then 30 else 2 end as classrooms,
  case name when 'Demo School' then 60 else 2 end as teachers,
  case name when 'Demo School' then 1000 else 40 end as students
from app.school
where name in ('Demo School', 'Other School');

insert into app.user_account (school_id, email, name, role)
select school_id, 'admin@' || domain || '.school', pg_temp.demo_name(7 * school_id::integer), 'admin'::app.user_role
from demo_school
union all
select school_id, 'form.master' || number || '@' || domain || '.school',
  pg_temp.demo_name(number * 11 + 3), 'form_master'
from demo_school, generate_series(1, classrooms) number
union all
select school_id, 'teacher' || number || '@' || domain || '.school', pg_temp.demo_name(number * 13 + 5), 'teacher'
from demo_school, generate_series(1, teachers) number;

insert into auth.password (school_id, user_id, hash)
select school_id, user_id, current_setting('demo.password_hash')
from app.user_account
join demo_school using (school_id);

insert into app.classroom (school_id, name, form_master_id)
select school_id, (number - 1) / 5 + 5 || substr('ABCDE', (number - 1) % 5 + 1, 1), form_master.user_id
from demo_school
cross join lateral generate_series(1, classrooms) number
join app.user_account form_master using (school_id)
where form_master.email = 'form.master' || number || '@' || domain || '.school';

create temporary table demo_classroom on commit drop as
select school_id, classroom_id, form_master_id, row_number() over (partition by school_id order by classroom_id) as number
from app.classroom
join demo_school using (school_id);

-- Two teachers a subject, so that each teaches in several classrooms; music is taught by the form master of the next classroom.
insert into app.teaching_assignment (school_id, classroom_id, user_id, subject)
select demo_classroom.school_id, classroom_id, teacher.user_id, subject
from demo_classroom
join demo_school using (school_id)
cross join unnest('{Mathematics,Portuguese,English,Science,History,Art,Music,Sport}'::text[])
  with ordinality as taught (subject, subject_number)
join app.user_account teacher
  on teacher.school_id = demo_classroom.school_id
  and teacher.email = case subject
    when 'Music' then 'form.master' || number % classrooms + 1
    else 'teacher' || (number * 8 + subject_number * 7) % teachers + 1
  end || '@' || domain || '.school';

insert into app.student (school_id, external_id, full_name)
select school_id, 'S' || lpad(number::text, 5, '0'), pg_temp.demo_name(number)
from demo_school, generate_series(1, students) number;

insert into app.enrolment (school_id, student_id, classroom_id, starts_on)
select student.school_id, student_id, demo_classroom.classroom_id, current_date - 80
from app.student
join demo_school using (school_id)
join demo_classroom
  on demo_classroom.school_id = student.school_id
  and demo_classroom.number = substr(external_id, 2)::integer % classrooms + 1;
