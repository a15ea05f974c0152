SELECT code, carnet_type, two_step_export, refuses_split_importation, late_transit_close, refuses_expired_carnets
FROM v_territories WHERE code = :territory AND enabled = 1
