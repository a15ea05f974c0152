UPDATE demo_world SET document = :document WHERE demo_world_id = 1
