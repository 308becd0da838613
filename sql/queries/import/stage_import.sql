-- Makes the temporary tables of an import.
select ops.stage_import()
