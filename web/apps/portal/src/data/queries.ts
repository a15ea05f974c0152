// Reading from the server, shared between screens. A Problem is thrown, so that a query's error is what screens show.
import type {Problem, Result} from '@opencarnet/api';
import {customs} from '@opencarnet/api/customs';
import {useLanguage} from '@opencarnet/i18n';
import {QueryClient, keepPreviousData, useInfiniteQuery, useQuery} from '@tanstack/react-query';

import {useAsk} from '../session/session';
import type {CarnetView, HistoryView, OfficeRow, Opened, Transaction, TransactionType} from './types';

export const queryClient = new QueryClient({
  defaultOptions: {
    // One try: a person at a counter wants to know at once; what was shown before stays on the screen.
    queries: {retry: false, staleTime: 15_000, gcTime: 30 * 60_000, networkMode: 'always', refetchOnReconnect: true},
  },
});

function dataOf<T>(result: Result<T>): T {
  if (!result.ok) throw result.problem;
  return result.data;
}

export interface OpenedWithTag {
  opened: Opened;
  etag: string | undefined;
}

export const declarationKey = (declarationId: string, language: string) => ['declaration', declarationId, language];

export function useDeclaration(declarationId: string) {
  const ask = useAsk();
  const {language} = useLanguage();
  return useQuery<OpenedWithTag, Problem>({
    queryKey: declarationKey(declarationId, language),
    queryFn: async () => {
      const path = {declaration_id: declarationId};
      const result = await ask(() => customs.GET('/declarations/{declaration_id}', {params: {path}}));
      return {opened: dataOf(result), etag: result.ok ? result.etag : undefined};
    },
    placeholderData: (before) => (before?.opened.declaration.declaration_id === declarationId ? before : undefined),
  });
}

export function useOffices() {
  const ask = useAsk();
  return useQuery<OfficeRow[], Problem>({
    queryKey: ['offices'],
    staleTime: 5 * 60_000,
    queryFn: async () => {
      const offices: OfficeRow[] = [];
      let cursor: string | undefined;
      do {
        const query = {limit: 500, ...(cursor ? {cursor} : {})};
        const page = dataOf(await ask(() => customs.GET('/offices', {params: {query}})));
        offices.push(...page.offices);
        cursor = page.next_cursor;
      } while (cursor);
      return offices;
    },
  });
}

export interface TransactionFilter {
  office_id?: string;
  type?: TransactionType;
  carnet_id?: number;
}

export function useTransactions(filter: TransactionFilter, limit: number) {
  const ask = useAsk();
  return useInfiniteQuery<{transactions: Transaction[]; next_cursor?: string}, Problem>({
    queryKey: ['transactions', filter, limit],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: async ({pageParam}) => {
      const query = {...filter, limit, ...(pageParam ? {cursor: String(pageParam)} : {})};
      return dataOf(await ask(() => customs.GET('/transactions', {params: {query}})));
    },
    getNextPageParam: (page) => page.next_cursor,
  });
}

export function useCarnet(carnetId: number) {
  const ask = useAsk();
  return useQuery<CarnetView, Problem>({
    queryKey: ['carnet', carnetId],
    queryFn: async () =>
      dataOf(await ask(() => customs.GET('/carnets/{carnet_id}', {params: {path: {carnet_id: carnetId}}}))),
  });
}

export function useHistory(carnetId: number) {
  const ask = useAsk();
  return useQuery<HistoryView, Problem>({
    queryKey: ['history', carnetId],
    queryFn: async () =>
      dataOf(await ask(() => customs.GET('/carnets/{carnet_id}/history', {params: {path: {carnet_id: carnetId}}}))),
  });
}
