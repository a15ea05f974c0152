import {expect, test} from 'vitest';

import {classifyScan} from './qr_text';

test('each kind of scanned text is known by its beginning', () => {
  expect(classifyScan('OC1:6BF+70\r\n')).toEqual({kind: 'declaration', text: 'OC1:6BF+70'});
  expect(classifyScan('OCS:768255:8kq2-m4tz-9wxyc\n')).toEqual({
    kind: 'short',
    carnet_id: 768255,
    transaction_code: '8KQ2M4TZ9WXYC',
  });
  expect(classifyScan('OCD:768255:7K3M-9QXR-2WTA')).toEqual({kind: 'download', carnet_id: 768255, pin: '7K3M9QXR2WTA'});
  expect(classifyScan('OC1V:01hzy4v3m8q2w9k7c5dx:A5C1E9FHAXRANP')).toEqual({
    kind: 'verification',
    transaction_id: '01hzy4v3m8q2w9k7c5dx',
    verification_code: 'A5C1E9FHAXRANP',
  });
});

test.each([
  '',
  'hello',
  'https://example.org/',
  'oc1:ABC',
  'OC2:ABC',
  'OC',
  'OCS:',
  'OCS:4711',
  'OCS:4711:',
  'OCS:-1:8KQ2M4TZ9WXYC',
  'OCS:0:8KQ2M4TZ9WXYC',
  'OCS:99999999999999999999:8KQ2M4TZ9WXYC',
  'OCS:4711:8KQ2',
  'OCS:4711:8KQ2M4TZ9WXYC:x',
  'OCS:4711:7K3M9QXR2WTA',
  'OCD:4711:8KQ2M4TZ9WXYC',
  'OCD:x:7K3M9QXR2WTA',
  'OC1V:768255:A5C1E9FHAXRANP',
  'OC1V:01hzy4v3m8q2w9k7c5dx:A5C1',
  'OC1V:01HZY4V3M8Q2W9K7C5DX:A5C1E9FHAXRANP',
  'toString:1:2',
])('%j is foreign', (text) => expect(classifyScan(text)).toEqual({kind: 'foreign', text}));
