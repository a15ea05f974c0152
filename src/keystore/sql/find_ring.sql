SELECT sealed FROM server_keys WHERE name = 'ring'
