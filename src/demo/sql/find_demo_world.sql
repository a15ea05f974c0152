SELECT document FROM demo_world WHERE demo_world_id = 1
