// The kit: everything a screen is made of. Native elements with our style (docs/decisions/0016).
export {Button, type ButtonProps, IconButton, LanguageChoice} from './actions';
export {Dialog, Fold, Steps, type Tab, Tabs} from './containers';
export {Emblem} from './emblem';
export {Empty, Notice, ProblemPanel, Waiting} from './feedback';
export {AreaField, CheckField, ChoiceField, type Option, PasswordField, PickOne, TextField} from './fields';
export {Kit} from './kit';
export {
  Card,
  CodeGroups,
  Column,
  Facts,
  Grid,
  Heading,
  Hidden,
  Ltr,
  OutsideLink,
  PageTitle,
  Row,
  State,
  Text,
} from './layout';
export {isDemo} from './page_facts';
export {QrPicture} from './qr_picture';
export {type Column as TableColumn, Table} from './table';
