export {createDeviceKeys, loadDeviceKeys, type DeviceKeys, type PublicJwk} from './device_keys';
export {pinProblem} from './pin';
export {stores, type StoreDefinition, type StoreName} from './stores';
export {VaultLocked, type Opening, type Vault, type VaultState} from './types';
export {openVault} from './vault';
